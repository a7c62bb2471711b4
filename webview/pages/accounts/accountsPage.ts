import '../../zodWithoutEval.ts';
import type { PanelCommand } from '../../../src/protocol/panel/panelRequests.ts';
import type { AccountsResult } from '../../../src/protocol/spotify/accounts.ts';
import { plural, t } from '../../l10n.ts';
import type { Page } from '../../shell/page.ts';
import { problemWords } from '../../shell/problem.ts';
import { element, section } from '../../ui/element.ts';
import { keepPlace } from '../../ui/keepPlace.ts';
import { button, progressRing } from '../../ui/toolkit.ts';
import './accounts.css';
import { accountsSection } from './accountsSection.ts';
import { agentsSection } from './agentsSection.ts';
import { dataSection, type HistoryState } from './dataSection.ts';

/** How long until a host that went away is asked again, ms. */
const retryMs = 4_000;

/** Accounts, what agents may do, and the user's data. */
export const accountsPage: Page = {
  id: 'accounts',
  title: 'Accounts',
  mount(root, { api, panel: first, announce, open, showError, now }) {
    let panel = first;
    let accounts: AccountsResult | undefined;
    let failure: unknown;
    let history: HistoryState;
    let leaving: string | undefined;
    let retrying: ReturnType<typeof setTimeout> | undefined;
    let disposed = false;
    let heard = 0;
    const content = element('div', { tabindex: '-1', class: 'ac-page' });
    root.replaceChildren(element('h1', { class: 'sr-only' }, t('Accounts')), content);

    const attempt = (work: Promise<unknown>): void => {
      work.catch(showError);
    };
    const run = (command: PanelCommand): void => {
      attempt(api.call('panel.runCommand', { command }));
    };
    const change = (work: Promise<AccountsResult>): void => {
      leaving = undefined;
      attempt(unlessHeard(work));
      draw();
    };

    /** What was announced since a question was asked is newer than its answer. */
    async function unlessHeard(work: Promise<AccountsResult>): Promise<void> {
      const before = heard;
      const state = await work;
      if (heard === before) hear(state);
    }
    function hear(state: AccountsResult): void {
      if (disposed) return;
      heard += 1;
      clearTimeout(retrying);
      if (!state.accounts.some(({ account }) => account === leaving)) leaving = undefined;
      const said =
        accounts &&
        plural(state.accounts.length, '{count} account is signed in.', '{count} accounts are signed in.');
      if (said !== undefined && state.accounts.length !== accounts?.accounts.length) announce(said);
      accounts = state;
      failure = undefined;
      draw();
      // The host is there again.
      if (history !== undefined && 'error' in history) look();
    }

    function load(): void {
      clearTimeout(retrying);
      unlessHeard(api.call('accounts.list', {})).catch((error: unknown) => {
        if (disposed) return;
        failure = error;
        retrying = setTimeout(load, retryMs);
        draw();
      });
    }
    /** Settings and sizes: not announced, so looked at again whenever the page comes into view. */
    function look(): void {
      if (document.hidden) return;
      api.call('panel.context', {}).then(
        (context) => {
          panel = context;
          draw();
        },
        () => undefined,
      ); // what was known stays
      api.call('app.status', {}).then(
        (status) => {
          history = status;
          draw();
        },
        (error: unknown) => {
          history = { error };
          draw();
        },
      );
    }

    function draw(): void {
      if (disposed) return;
      keepPlace(content, () => {
        content.replaceChildren(
          ...drawAccounts(),
          agentsSection(panel, {
            copyAddress: (url) => {
              attempt(
                api.call('panel.copy', { text: url }).then(() => {
                  announce(t('The address is copied.'));
                }),
              );
            },
            copyConfiguration: () => {
              run('copyMcpConfiguration');
            },
            openSettings: () => {
              run('openSettings');
            },
          }),
          dataSection(history, {
            exportHistory: () => {
              run('exportHistory');
            },
            deleteHistory: () => {
              run('deleteHistory');
            },
            openImports: () => {
              open('imports');
            },
          }),
          about(),
        );
      });
    }

    function drawAccounts(): HTMLElement[] {
      const failed = failure === undefined ? [] : [drawFailure(failure)];
      if (accounts === undefined) return failure === undefined ? [drawLoading()] : failed;
      return [
        ...failed,
        accountsSection(accounts, {
          ...{ leaving, now: now(), timeZone: panel.timezone },
          use: (account) => {
            change(api.call('accounts.use', { account }));
          },
          signIn: () => {
            run('signIn');
          },
          signOut: (account) => {
            change(api.call('accounts.signOut', { account }));
          },
          setClientId: () => {
            run('setClientId');
          },
          askToLeave: (account) => {
            leaving = account;
            draw();
            const at = accounts?.accounts.findIndex((one) => one.account === account) ?? -1;
            content.querySelector<HTMLElement>(`#ac-${at}-stay`)?.focus();
          },
        }),
      ];
    }

    function drawFailure(error: unknown): HTMLElement {
      const [sentence, hint] = problemWords(error);
      const again = button(t('Try again'), 'secondary', load);
      again.id = 'ac-retry';
      return element(
        'div',
        { class: 'note ac-failed', role: 'alert' },
        element('p', {}, sentence, hint === undefined ? undefined : ` ${hint}`),
        again,
      );
    }

    function about(): HTMLElement {
      const log = button(t('Show log'), 'secondary', () => {
        run('showLog');
      });
      log.id = 'ac-log';
      return section(
        'ac-about',
        t('About'),
        element('p', {}, t('Backbeat {version}', { version: panel.version })),
        log,
      );
    }

    const listening = [
      api.on('accounts.changed', hear),
      api.on('history.changed', look),
      api.on('panel.context', (context) => {
        panel = context;
        draw();
      }),
    ];
    document.addEventListener('visibilitychange', look);
    draw();
    load();
    look();
    return {
      dispose: () => {
        disposed = true;
        clearTimeout(retrying);
        document.removeEventListener('visibilitychange', look);
        for (const one of listening) one.dispose();
      },
    };
  },
};

function drawLoading(): HTMLElement {
  return element(
    'div',
    { class: 'state loading' },
    progressRing(),
    element('p', {}, t('Looking who is signed in…')),
  );
}

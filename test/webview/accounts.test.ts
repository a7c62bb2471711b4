import { describe, expect, it, vi } from 'vitest';
import type { Handlers } from '../../src/protocol/handlers.ts';
import type { PanelContext } from '../../src/protocol/panel/panelContext.ts';
import type { Account, AccountsResult } from '../../src/protocol/spotify/accounts.ts';
import { accountsPage } from '../../webview/pages/accounts/accountsPage.ts';
import { hostGone, openPanel, panelContext, Refusal, settled, type OpenPanel } from './openPanel.ts';

const hostile = '<img src=x onerror=alert(1)>\u202Etxt';
const mina: Account = {
  ...{ account: 'mina', display_name: 'Mina', state: 'ok', in_use: true, scopes: [], missing_scopes: [] },
  ...{ authorized_at: '2026-09-01T08:00:00Z', sign_in_ends: '2027-03-01T08:00:00Z', days_left: 101 },
};
const otto: Account = { ...mina, account: 'otto', display_name: 'Otto', in_use: false };
const accounts = (list: Account[], change: Partial<AccountsResult> = {}): AccountsResult => ({
  ...{ accounts: list, has_client_id: true, closed: [] },
  ...change,
});
const status = {
  ...{ version: '0.0.0', schema_version: 4, damage: [], database_bytes: 4_000_000, journal_bytes: 200_000 },
  accounts: [{ account: 'mina', listens: 48_211 }],
};

async function opened(
  state: AccountsResult,
  change: Partial<Handlers> = {},
  context: Partial<PanelContext> = {},
): Promise<OpenPanel> {
  const panel = openPanel({
    pages: [accountsPage],
    context,
    handlers: {
      'accounts.list': () => state,
      'app.status': () => status,
      'panel.runCommand': () => ({}),
      'panel.copy': () => ({}),
      ...change,
    },
  });
  await settled();
  await settled();
  return panel;
}

const text = ({ root }: OpenPanel, selector: string): string =>
  root.querySelector(selector)?.textContent ?? `no ${selector}`;
const click = async ({ root }: OpenPanel, selector: string): Promise<void> => {
  const found = root.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`no ${selector}`);
  found.click();
  await settled();
};
const asked = ({ calls }: OpenPanel, method: string): unknown[] =>
  calls.filter((call) => call.method === method).map(({ params }) => params);

describe('what agents may do', () => {
  it('follows the settings of the window, and its address once it has one', async () => {
    const panel = await opened(accounts([mina]));
    expect(panel.root.querySelector('.ac-address')).toBeNull();
    await panel.emit('panel.context', {
      ...panelContext,
      ...{ toolsets: ['player', 'ops'], read_only: true, mcp_url: 'http://127.0.0.1:4711/mcp' },
    });
    expect(text(panel, '.ac-toolsets')).toBe('PlayerCollection and imports');
    expect(text(panel, '.ac-address')).toContain('http://127.0.0.1:4711/mcp');
    expect(text(panel, '.ac-agents')).toContain('Read-only');
  });
});

describe('an account', () => {
  it('says who it is, how its sign-in stands, and when that ends', async () => {
    const panel = await opened(accounts([mina]));
    const card = text(panel, '.ac-card');
    expect(card).toContain('Minain use');
    expect(card).toContain('StateSigned in');
    expect(card).toContain('Sign-in endsin 101 days, on 1 Mar 2027');
    expect(card).toContain('Signed in since1 Sept 2026');
    expect(panel.reports).toEqual([]);
  });

  it.each([
    ['expiring', 'Signed in, ends soon'],
    ['expired', 'The sign-in has ended'],
    ['revoked', 'Spotify no longer accepts this sign-in'],
  ] as const)('that is %s says so in words and offers a new sign-in', async (state, words) => {
    const panel = await opened(accounts([{ ...mina, state, days_left: 3 }]));
    expect(text(panel, '.ac-card')).toContain(words);
    await click(panel, '#ac-0-again');
    expect(asked(panel, 'panel.runCommand')).toEqual([{ command: 'signIn' }]);
  });

  it('that allows less than the tools need names what is missing', async () => {
    const panel = await opened(accounts([{ ...mina, missing_scopes: ['user-top-read', 'user-read-email'] }]));
    expect(text(panel, '.ac-card .note')).toContain('user-top-read, user-read-email');
    expect(panel.root.querySelector('#ac-0-again')).not.toBeNull();
  });

  it('with a hostile name of any length shows it as text', async () => {
    const long = 'y'.repeat(10_000);
    const panel = await opened(
      accounts([
        { ...mina, display_name: hostile },
        { ...otto, display_name: long },
      ]),
    );
    expect(text(panel, '.ac-name')).toBe(hostile);
    expect(panel.root.querySelector('img')).toBeNull();
    expect(panel.root.querySelectorAll<HTMLElement>('.ac-name')[1]?.title).toBe(long);
  });

  it('of several is put in use by its own button', async () => {
    const switched = accounts([
      { ...mina, in_use: false },
      { ...otto, in_use: true },
    ]);
    const panel = await opened(accounts([mina, otto]), { 'accounts.use': () => switched });
    expect(panel.root.querySelector('#ac-0-use')).toBeNull();
    await click(panel, '#ac-1-use');
    expect(asked(panel, 'accounts.use')).toEqual([{ account: 'otto' }]);
    expect(text(panel, '.ac-card:nth-child(2)')).toContain('in use');
  });

  it('is signed out only after a second click, and the history is said to stay', async () => {
    const panel = await opened(accounts([mina, otto]), { 'accounts.signOut': () => accounts([mina]) });
    await click(panel, '#ac-1-out');
    expect(asked(panel, 'accounts.signOut')).toEqual([]);
    expect(text(panel, '.ac-card:nth-child(2)')).toContain('The listening history stays on this machine.');
    expect(document.activeElement?.id).toBe('ac-1-stay');
    await click(panel, '#ac-1-leave');
    expect(asked(panel, 'accounts.signOut')).toEqual([{ account: 'otto' }]);
    expect(panel.root.querySelectorAll('.ac-card')).toHaveLength(1);
  });

  it('stays when the second click says so', async () => {
    const panel = await opened(accounts([mina]));
    await click(panel, '#ac-0-out');
    await click(panel, '#ac-0-stay');
    expect(panel.root.querySelector('#ac-0-out')).not.toBeNull();
    expect(asked(panel, 'accounts.signOut')).toEqual([]);
  });

  it('that changes elsewhere is drawn anew without losing the focus', async () => {
    const panel = await opened(accounts([mina, otto]));
    panel.root.querySelector<HTMLElement>('#ac-1-out')?.setAttribute('tabindex', '0');
    panel.root.querySelector<HTMLElement>('#ac-1-out')?.focus();
    await panel.emit('accounts.changed', accounts([mina, { ...otto, days_left: 2, state: 'expiring' }]));
    expect(text(panel, '.ac-card:nth-child(2)')).toContain('ends soon');
    expect(panel.root.contains(document.activeElement)).toBe(true);
  });
});

describe('the accounts', () => {
  it('are said to be on their way', async () => {
    const panel = openPanel({ pages: [accountsPage] });
    await settled();
    expect(text(panel, '.loading')).toBe('Looking who is signed in…');
  });

  it('begin with the Client ID', async () => {
    const panel = await opened(accounts([], { has_client_id: false }));
    await click(panel, '#ac-client-id');
    expect(asked(panel, 'panel.runCommand')).toEqual([{ command: 'setClientId' }]);
  });

  it('go on with the sign-in, and hear that it succeeded', async () => {
    const panel = await opened(accounts([]));
    await click(panel, '#ac-sign-in');
    expect(asked(panel, 'panel.runCommand')).toEqual([{ command: 'signIn' }]);
    await panel.emit('accounts.changed', accounts([mina]));
    expect(text(panel, '.ac-name')).toBe('Mina');
    expect(text(panel, '[role=status]')).toBe('1 account is signed in.');
  });

  it('say what limits them and until when, and what is wrong with the secrets', async () => {
    const panel = await opened(
      accounts([mina], {
        closed: [
          { family: 'search', reason: 'quota', until: '2026-11-20T18:00:00Z' },
          { family: 'player', reason: 'rate_limit', until: '2026-11-20T11:00:00Z' },
        ],
        trouble: hostile,
      }),
    );
    expect(text(panel, '.ac-limits')).toBe(
      'Search: the quota is used up until 19:00. Nothing is asked before then.',
    );
    expect(text(panel, '#ac-trouble')).toBe(hostile);
  });

  it('that cannot be read say why, and come back with the host', async () => {
    let gone = true;
    const panel = await opened(accounts([mina]), {
      'accounts.list': () => {
        if (gone) throw new Refusal(hostGone);
        return accounts([mina]);
      },
    });
    expect(text(panel, '.ac-failed')).toContain(hostGone.message);
    expect(text(panel, '.ac-agents')).toContain('Player');
    gone = false;
    await click(panel, '#ac-retry');
    expect(text(panel, '.ac-name')).toBe('Mina');
    expect(panel.root.querySelector('.ac-failed')).toBeNull();
  });

  it('that were announced are not replaced by an answer that was asked for before', async () => {
    const panel = openPanel({ pages: [accountsPage] });
    const question = await panel.question('accounts.list');
    await panel.emit('accounts.changed', accounts([otto]));
    await question.answer(accounts([mina]));
    expect(text(panel, '.ac-name')).toBe('Otto');
  });

  it('that could not be changed stay as they were, and the error is shown', async () => {
    const panel = await opened(accounts([mina, otto]), {
      'accounts.use': () => {
        throw new Refusal({ code: 'AUTH_ERROR', message: 'No such account.' });
      },
    });
    await click(panel, '#ac-1-use');
    expect(text(panel, '.problem')).toContain('No such account.');
    expect(text(panel, '.ac-card:nth-child(1)')).toContain('in use');
  });
});

describe('the tools for agents', () => {
  it('are named, with the address, which can be copied', async () => {
    const panel = await opened(
      accounts([mina]),
      {},
      { mcp_url: 'http://127.0.0.1:4711/mcp', toolsets: ['player', 'new_set'] },
    );
    expect([...panel.root.querySelectorAll('.ac-toolsets li')].map((li) => li.textContent)).toEqual([
      'Player',
      'new_set',
    ]);
    await click(panel, '#ac-copy');
    expect(asked(panel, 'panel.copy')).toEqual([{ text: 'http://127.0.0.1:4711/mcp' }]);
    expect(text(panel, '[role=status]')).toBe('The address is copied.');
    await click(panel, '#ac-configuration');
    await click(panel, '#ac-settings');
    expect(asked(panel, 'panel.runCommand')).toEqual([
      { command: 'copyMcpConfiguration' },
      { command: 'openSettings' },
    ]);
  });

  it('say that they are read-only, and that the server does not run', async () => {
    const panel = await opened(accounts([mina]), {}, { read_only: true });
    expect(text(panel, '.ac-agents')).toContain('Read-only');
    expect(text(panel, '.ac-agents')).toContain('not running yet');
  });

  it('are looked at again when the page comes into view', async () => {
    let readOnly = false;
    const context = {
      version: '1.2.3',
      locale: 'en',
      strings: {},
      toolsets: [],
      min_play_seconds: 30,
      timezone: 'UTC',
    };
    const panel = await opened(accounts([mina]), {
      'panel.context': () => ({ ...context, read_only: readOnly }),
    });
    readOnly = true;
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    document.dispatchEvent(new Event('visibilitychange'));
    await settled();
    expect(text(panel, '.ac-agents')).not.toContain('Read-only');
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event('visibilitychange'));
    await settled();
    expect(text(panel, '.ac-agents')).toContain('Read-only');
    expect(text(panel, '.ac-about')).toContain('Backbeat 1.2.3');
    hidden.mockRestore();
  });
});

describe('my data', () => {
  it('is counted, exported and deleted', async () => {
    const panel = await opened(accounts([mina]));
    expect(text(panel, '.ac-data')).toContain('mina48,211 listens');
    expect(text(panel, '.ac-data')).toContain('Size of the files4.2 MB');
    await click(panel, '#ac-export');
    await click(panel, '#ac-delete');
    expect(asked(panel, 'panel.runCommand')).toEqual([
      { command: 'exportHistory' },
      { command: 'deleteHistory' },
    ]);
  });

  it('that cannot be read says why, and the accounts are shown all the same', async () => {
    const panel = await opened(accounts([mina]), {
      'app.status': () => {
        throw new Refusal({
          code: 'HISTORY_ERROR',
          reason: 'damaged',
          message: 'The database cannot be read.',
        });
      },
    });
    expect(text(panel, '.ac-data .note')).toContain('The database cannot be read.');
    expect(text(panel, '.ac-name')).toBe('Mina');
  });

  it('says what is to be known of its files: damage, a medium that nobody can write, a drive of the network', async () => {
    const notes = ['A snapshot was damaged.', 'The medium is read-only.', 'It is on a network drive.'];
    const [damage = '', readOnly, storage] = notes;
    const panel = await opened(accounts([mina]), {
      'app.status': () => ({ ...status, damage: [damage], read_only: readOnly, storage }),
    });
    expect([...panel.root.querySelectorAll('.ac-data .note')].map((note) => note.textContent)).toEqual(notes);
  });
});

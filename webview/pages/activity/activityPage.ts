import '../../zodWithoutEval.ts';
import type { CollectorStatusResult } from '../../../src/protocol/collector/collectorRequests.ts';
import { t } from '../../l10n.ts';
import type { Page } from '../../shell/page.ts';
import { problemWords } from '../../shell/problem.ts';
import { element, section } from '../../ui/element.ts';
import { keepPlace } from '../../ui/keepPlace.ts';
import './activity.css';
import { collectorView } from './collectorView.ts';
import { collectorSentence, syncedWords } from './collectorWords.ts';
import { jobRunsTable } from './jobRunsTable.ts';
import { limitsView } from './limitsView.ts';
import { LiveState } from '../../ui/liveState.ts';
import { tickTimes } from './liveTime.ts';
import { logView } from './logView.ts';
import { emptyPart, partOf } from '../../ui/partState.ts';
import { reportButtons } from './reportButtons.ts';

const shownRuns = 50;
const tickMs = 1_000;
/** Lines are not announced when they are written: they are looked for, while somebody can see them. */
const logMs = 5_000;

/** What Backbeat does by itself: the collector, what limits it, what it ran, and its log. */
export const activityPage: Page = {
  id: 'activity',
  title: 'Activity',
  mount(root, context) {
    const { api, panel, now, announce, showError } = context;
    const [collection, limits, runs] = [part(), part(), part()];
    const answer = element('p', { class: 'activity-answer', role: 'status' });
    const log = logView(context);
    root.replaceChildren(
      element('h1', { class: 'sr-only' }, t('Activity')),
      section('activity-collection', t('Collection of listens'), collection, answer),
      section('activity-limits', t('Limits of Spotify'), limits),
      section('activity-runs', t('Job runs'), runs),
      section('activity-logs', t('Log'), reportButtons(context), log.element),
    );
    const syncing = new Set<string>();
    let disposed = false;
    let said: string | undefined;

    const status = new LiveState(
      (signal) => api.call('collector.status', {}, { signal }),
      ({ value }) => {
        drawCollection();
        if (value === undefined) return;
        const sentence = collectorSentence(value, nameOf);
        if (said !== undefined && said !== sentence) announce(sentence);
        said = sentence;
      },
    );
    const accounts = new LiveState(
      (signal) => api.call('accounts.list', {}, { signal }),
      () => {
        // Names of accounts stand in every part.
        drawLimits();
        drawCollection();
        drawRuns();
      },
    );
    const jobs = new LiveState(
      (signal) => api.call('ops.jobRuns', { limit: shownRuns }, { signal }),
      drawRuns,
    );

    function nameOf(account: string): string {
      return accounts.known.value?.accounts.find((one) => one.account === account)?.display_name ?? account;
    }

    function drawCollection(): void {
      const words = { waiting: t('Reading the state…'), retryId: 'activity-collection-retry' };
      const hasClientId = accounts.known.value?.has_client_id;
      redraw(collection, () =>
        partOf(status, words, (value) =>
          collectorView(
            { status: value, nameOf, hasClientId, timeZone: panel.timezone, now: now(), syncing },
            {
              sync,
              pause: (account) => steer('collector.pause', account),
              resume: (account) => steer('collector.resume', account),
              run: async (command) => {
                await api.call('panel.runCommand', { command }).catch(showError);
              },
            },
          ),
        ),
      );
    }
    function drawLimits(): void {
      const words = { waiting: t('Reading the limits…'), retryId: 'activity-limits-retry' };
      redraw(limits, () => partOf(accounts, words, (value) => limitsView(value, panel.timezone, now())));
    }
    function drawRuns(): void {
      const words = { waiting: t('Reading the job runs…'), retryId: 'activity-runs-retry' };
      redraw(runs, () =>
        partOf(jobs, words, (value) =>
          value.runs.length === 0
            ? emptyPart(t('Nothing ran yet. The first poll, initial sync or import is listed here.'))
            : jobRunsTable(value.runs, nameOf, panel.timezone),
        ),
      );
    }

    async function sync(account: string): Promise<void> {
      syncing.add(account);
      say(t('Asking Spotify…'));
      try {
        const result = await api.call('collector.syncNow', { account });
        say(syncedWords(result, nameOf));
      } catch (error) {
        say(problemWords(error).filter(Boolean).join(' '));
      } finally {
        syncing.delete(account);
        if (!disposed) drawCollection();
      }
    }

    async function steer(method: 'collector.pause' | 'collector.resume', account: string): Promise<void> {
      try {
        take(await api.call(method, { account }));
        say('');
      } catch (error) {
        say(problemWords(error).filter(Boolean).join(' '));
      }
    }

    function say(sentence: string): void {
      answer.textContent = sentence;
    }

    function take(value: CollectorStatusResult): void {
      status.put(value);
      jobs.refresh();
      log.refresh();
    }

    const listening = [
      api.on('collector.changed', take),
      api.on('accounts.changed', (value) => {
        accounts.put(value);
      }),
      api.on('history.changed', () => {
        jobs.refresh();
      }),
    ];
    let ends = '';
    const ticking = setInterval(() => {
      tickTimes(root, now());
      const open = openLimits(accounts.known.value?.closed, now());
      if (open !== ends) drawLimits();
      ends = open;
    }, tickMs);
    const looking = setInterval(() => {
      if (!document.hidden) log.refresh();
    }, logMs);
    drawLimits();
    drawCollection();
    drawRuns();
    for (const state of [status, accounts, jobs]) state.refresh();
    return {
      dispose: () => {
        disposed = true;
        clearInterval(ticking);
        clearInterval(looking);
        for (const one of [...listening, status, accounts, jobs, log]) one.dispose();
      },
    };
  },
};

function part(): HTMLElement {
  return element('div', { class: 'activity-part', tabindex: '-1' });
}

function redraw(root: HTMLElement, draw: () => HTMLElement[]): void {
  keepPlace(root, () => {
    root.replaceChildren(...draw());
  });
}

/** Which limits still hold: when one ends, the part is drawn anew. */
function openLimits(closed: readonly { readonly until: string }[] | undefined, now: number): string {
  return (closed ?? [])
    .map(({ until }) => until)
    .filter((until) => Date.parse(until) > now)
    .join();
}

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type {
  CollectedAccount,
  CollectorStatusResult,
} from '../../src/protocol/collector/collectorRequests.ts';
import type { JobRun } from '../../src/protocol/ops/opsRequests.ts';
import type { AccountsResult } from '../../src/protocol/spotify/accounts.ts';
import { activityPage } from '../../webview/pages/activity/activityPage.ts';
import {
  hostGone,
  openPanel,
  panelNow,
  Refusal,
  settled,
  type OpenPanel,
  type PanelSetup,
} from './openPanel.ts';
import { hostileName } from './summaries.ts';

const minute = 60_000;
const at = (offset: number): string => new Date(panelNow + offset).toISOString();

const collected: CollectedAccount = {
  ...{ account: 'mara', state: 'idle', initial_sync: 'completed', last_inserted: 4 },
  ...{ last_poll: at(-7 * minute), next_poll: at(3 * minute + 1), latest_play: '2026-11-20T10:15:00.000Z' },
};
const status = (...accounts: readonly CollectedAccount[]): CollectorStatusResult => ({
  ...{ enabled: true, interval_seconds: 600 },
  accounts: [...accounts],
});
const accounts: AccountsResult = {
  accounts: [
    {
      ...{
        account: 'mara',
        display_name: 'Mara Lind',
        state: 'ok',
        in_use: true,
        scopes: [],
        missing_scopes: [],
      },
      ...{ authorized_at: at(0), sign_in_ends: at(0), days_left: 100 },
    },
  ],
  has_client_id: true,
  closed: [],
};
const run: JobRun = {
  ...{ run_id: 1, type: 'poll', account: 'mara', status: 'error', fetched: 50, inserted: 2, updated: 1 },
  ...{ started_at: at(-minute), finished_at: at(-minute + 1_500), rate_limits: 3, files_processed: 0 },
  error: hostileName,
};

let now = panelNow;
function openActivity(handlers: PanelSetup['handlers'] = {}): OpenPanel {
  now = panelNow;
  return openPanel({
    pages: [activityPage],
    now: () => now,
    handlers: {
      'collector.status': () => status(collected),
      'accounts.list': () => accounts,
      'ops.jobRuns': () => ({ runs: [run] }),
      'ops.logs': () => ({ lines: [] }),
      'panel.runCommand': () => ({}),
      ...handlers,
    },
  });
}

const text = (selector: string): string => document.querySelector(selector)?.textContent ?? `no ${selector}`;
const texts = (selector: string): (string | null)[] =>
  [...document.querySelectorAll(selector)].map(({ textContent }) => textContent);
const click = (selector: string): void => {
  const found = document.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`no ${selector}`);
  found.click();
};
const commands = (panel: OpenPanel): unknown[] =>
  panel.calls.filter(({ method }) => method === 'panel.runCommand').map(({ params }) => params);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the collector', () => {
  it('is shown for each account in words: state, polls, newest play, initial sync', async () => {
    openActivity();
    await settled();
    expect(text('.activity-account h3')).toBe('Mara Lind');
    expect(text('.activity-account-state')).toBe('Collecting');
    expect(
      texts('.activity-account dt').map((term, at) => `${term}: ${texts('.activity-account dd')[at]}`),
    ).toEqual([
      'Last poll: 7 minutes ago',
      'Next poll: in 3 minutes',
      'Newest play: 20 Nov 2026, 11:15',
      'New in the last poll: 4',
      'Initial sync: Completed',
    ]);
    expect(text('.activity-collection')).toContain('Rule: the last 50 plays are read every 10 min.');
  });

  it('lets the times run without being drawn anew', async () => {
    openActivity();
    await settled();
    const time = document.querySelector('.activity-account time');
    now += 2.5 * minute;
    vi.advanceTimersByTime(1_000);
    expect(texts('.activity-account dd').slice(0, 2)).toEqual(['9 minutes ago', 'in less than a minute']);
    expect(document.querySelector('.activity-account time')).toBe(time);
  });

  it('follows what is announced, says it, and keeps the focus', async () => {
    const panel = openActivity();
    await settled();
    document.querySelector<HTMLElement>('#activity-account-0-hold')?.focus();
    const message = 'Spotify cannot be reached.';
    await panel.emit(
      'collector.changed',
      status({ ...collected, state: 'error', failure: 'outage', message }),
    );
    expect(text('.activity-account-state')).toBe('Waiting: Spotify cannot be reached');
    expect(text('.activity-account .note')).toBe(message);
    expect(document.activeElement?.id).toBe('activity-account-0-hold');
    expect(text('p.sr-only[role=status]')).toContain('Waiting: Spotify cannot be reached.');
  });

  it('does not show a late answer over what was announced since', async () => {
    const panel = openPanel({ pages: [activityPage] });
    const question = await panel.question('collector.status');
    await panel.emit('collector.changed', status({ ...collected, state: 'paused' }));
    await question.answer(status(collected));
    expect(text('.activity-account-state')).toBe('Paused');
  });

  it('is asked for now, and says in words what that brought', async () => {
    const panel = openPanel({
      pages: [activityPage],
      now: () => panelNow,
      handlers: { 'collector.status': () => status(collected), 'accounts.list': () => accounts },
    });
    await settled();
    click('#activity-account-0-sync');
    const question = await panel.question('collector.syncNow');
    expect(question.params).toEqual({ account: 'mara' });
    expect(text('.activity-answer')).toBe('Asking Spotify…');
    await panel.emit('collector.changed', status({ ...collected, state: 'polling' }));
    expect(document.querySelector('#activity-account-0-sync')?.hasAttribute('disabled')).toBe(true);
    await question.answer({
      accounts: [{ account: 'mara', outcome: 'success', fetched: 50, inserted: 3 }],
      files_imported: 1,
    });
    expect(text('.activity-answer').replaceAll(/[\u2068\u2069]/g, '')).toBe(
      'Mara Lind: 3 new plays. 1 export was imported.',
    );
    expect(document.querySelector('#activity-account-0-sync')?.hasAttribute('disabled')).toBe(false);
  });

  it('says the next step where asking failed', async () => {
    openActivity({
      'collector.syncNow': () => {
        throw new Refusal({
          code: 'SPOTIFY_ERROR',
          message: 'The quota is used up.',
          hint: 'Wait until tomorrow.',
        });
      },
    });
    await settled();
    click('#activity-account-0-sync');
    await settled();
    expect(text('.activity-answer')).toBe('The quota is used up. Wait until tomorrow.');
  });

  it('is paused and resumed', async () => {
    const panel = openActivity({
      'collector.pause': () => status({ ...collected, state: 'paused', next_poll: undefined }),
      'collector.resume': () => status(collected),
    });
    await settled();
    click('#activity-account-0-hold');
    await settled();
    expect(text('.activity-account-state')).toBe('Paused');
    expect(text('#activity-account-0-hold')).toBe('Resume Collection');
    expect(texts('.activity-account dd')[1]).toBe('not planned');
    click('#activity-account-0-hold');
    await settled();
    expect(text('.activity-account-state')).toBe('Collecting');
    expect(
      panel.calls.filter(({ method }) => method.startsWith('collector.p')).map(({ params }) => params),
    ).toEqual([{ account: 'mara' }]);
  });

  it.each([
    ['signed out', status(), accounts, 'Nobody is signed in to Spotify', 'signIn'],
    [
      'without a Client ID',
      status(),
      { ...accounts, has_client_id: false },
      'it needs the Client ID',
      'setClientId',
    ],
    [
      'switched off',
      { ...status(collected), enabled: false },
      accounts,
      'switched off in the settings',
      'openSettings',
    ],
    [
      'with an ended sign-in',
      status({ ...collected, state: 'error', failure: 'signed_out' }),
      accounts,
      'Stopped: the sign-in has ended',
      'signIn',
    ],
  ] as const)('%s leads to the next step', async (_, state, list, sentence, command) => {
    const panel = openActivity({
      'collector.status': () => ({ ...state, accounts: [...state.accounts] }),
      'accounts.list': () => list,
    });
    await settled();
    expect(text('.activity-collection')).toContain(sentence);
    click(`#activity-run-${command}`);
    await settled();
    expect(commands(panel)).toEqual([{ command }]);
  });

  it('shows hostile names and messages as text', async () => {
    openActivity({
      'collector.status': () =>
        status({ ...collected, account: hostileName, message: `\u202e${'m'.repeat(10_000)}` }),
    });
    await settled();
    expect(text('.activity-account h3')).toBe(hostileName);
    expect(document.querySelector('.page img')).toBeNull();
    expect(document.querySelector('.activity-account .note bdi')).not.toBeNull();
  });
});

describe('the limits', () => {
  const closed = [
    { family: 'search', reason: 'quota', until: at(5 * 60 * minute) },
    { family: 'player', reason: 'rate_limit', until: at(2 * minute) },
  ] as const;

  it('are told with their end, and go when they are over', async () => {
    openActivity({ 'accounts.list': () => ({ ...accounts, closed: [...closed] }) });
    await settled();
    vi.advanceTimersByTime(1_000);
    expect(texts('.activity-closed li')).toEqual([
      'Search: the daily quota of the app is used up – asked again 20 Nov 2026, 18:00 (in 5 hours)',
      'Player: Spotify asked for a pause – asked again 20 Nov 2026, 13:02 (in 2 minutes)',
    ]);
    now += 3 * minute;
    vi.advanceTimersByTime(1_000);
    expect(texts('.activity-closed li')).toHaveLength(1);
    now += 6 * 60 * minute;
    vi.advanceTimersByTime(1_000);
    expect(text('.activity-limits')).toContain('Nothing is limited');
  });

  it('follow what is announced', async () => {
    const panel = openActivity();
    await settled();
    await panel.emit('accounts.changed', { ...accounts, closed: [...closed] });
    expect(texts('.activity-closed li')).toHaveLength(2);
  });
});

describe('job runs', () => {
  it('are a table with state, counts and notes', async () => {
    openActivity();
    await settled();
    expect(texts('.activity-runs tbody :is(th, td)')).toEqual([
      ...[
        '20 Nov 2026, 12:59',
        'Poll',
        'Mara Lind',
        'Failed',
        '2 sec',
        '50',
        '2',
        '1',
        '3',
        '0',
        hostileName,
      ],
    ]);
    expect(document.querySelector('.activity-runs img')).toBeNull();
  });

  it('are read again after a poll', async () => {
    const panel = openActivity();
    await settled();
    await panel.emit('collector.changed', status(collected));
    expect(panel.calls.filter(({ method }) => method === 'ops.jobRuns')).toHaveLength(2);
  });

  it('say so while nothing ran', async () => {
    openActivity({ 'ops.jobRuns': () => ({ runs: [] }) });
    await settled();
    expect(text('.activity-runs')).toContain('Nothing ran yet.');
  });
});

describe('a host that is gone', () => {
  it('is told in each part, which all come back by themselves', async () => {
    let isGone = true;
    const orGone =
      <T>(answer: T) =>
      (): T => {
        if (isGone) throw new Refusal(hostGone);
        return answer;
      };
    openActivity({
      'collector.status': orGone(status(collected)),
      'accounts.list': orGone(accounts),
      'ops.jobRuns': orGone({ runs: [] }),
      'ops.logs': orGone({ lines: [] }),
    });
    await settled();
    expect(document.querySelectorAll('.part-state.failed')).toHaveLength(4);
    isGone = false;
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    vi.advanceTimersByTime(5_000);
    await settled();
    expect(document.querySelectorAll('.part-state.failed')).toHaveLength(0);
    expect(text('.activity-account h3')).toBe('Mara Lind');
  });
});

it('shows the log in the editor', async () => {
  const panel = openActivity();
  await settled();
  click('#activity-show-log');
  await settled();
  expect(commands(panel)).toEqual([{ command: 'showLog' }]);
});

it('asks and hears nothing any more when the page is left', async () => {
  const panel = openActivity();
  await settled();
  panel.dispose();
  const before = panel.calls.length;
  vi.advanceTimersByTime(60_000);
  await panel.emit('collector.changed', status({ ...collected, state: 'paused' }));
  expect(panel.calls).toHaveLength(before);
  expect(text('.activity-account-state')).toBe('Collecting');
});

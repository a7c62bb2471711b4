import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/core/doctor/diagnose.ts';
import { AppError, errorCodes, HistoryError } from '../../../src/core/errors.ts';
import type { CollectorStatusResult } from '../../../src/protocol/collector/collectorRequests.ts';
import { EventListeners } from '../../../src/protocol/eventListeners.ts';
import { createLocalApi } from '../../../src/protocol/localApi.ts';
import type { Account, AccountsResult } from '../../../src/protocol/spotify/accounts.ts';
import type { StatusResult } from '../../../src/protocol/status.ts';

const ada: Account = {
  account: 'ada',
  display_name: 'Ada',
  state: 'ok',
  in_use: true,
  scopes: [],
  missing_scopes: [],
  authorized_at: '2026-01-01T00:00:00.000Z',
  sign_in_ends: '2026-07-01T00:00:00.000Z',
  days_left: 90,
};
const stored: StatusResult = {
  version: '0.0.0',
  schema_version: 4,
  accounts: [{ account: 'ada', listens: 12 }],
  database_bytes: 2 * 1024 * 1024,
  journal_bytes: 0,
  damage: [],
};
const collected: CollectorStatusResult = {
  enabled: true,
  interval_seconds: 600,
  accounts: [
    { account: 'ada', state: 'idle', initial_sync: 'completed', last_poll: '2026-03-01T10:00:00.000Z' },
  ],
};

function look(
  found: {
    status?: () => StatusResult;
    files?: () => { checks: { state: 'ok' | 'attention' | 'failed'; found: string; next?: string }[] };
    accounts?: Partial<AccountsResult>;
    collector?: Partial<CollectorStatusResult>;
  } = {},
): ReturnType<typeof diagnose> {
  const accounts = { accounts: [ada], has_client_id: true, closed: [], ...found.accounts };
  const handlers = {
    'app.status': found.status ?? (() => stored),
    'history.files': found.files ?? ((): { checks: [] } => ({ checks: [] })),
    'accounts.list': () => accounts,
    'collector.status': () => ({ ...collected, ...found.collector }),
  };
  return diagnose(createLocalApi(handlers, new EventListeners(() => undefined)));
}

describe('the doctor', () => {
  it('finds a set-up that works', async () => {
    expect(await look()).toEqual([
      { state: 'ok', found: 'Account ada: 12 listens, 2 MB.' },
      { state: 'ok', found: 'Ada is signed in to Spotify for another 90 days.' },
      {
        state: 'ok',
        found: 'The listens of Ada are collected. The last look was at 2026-03-01T10:00:00.000Z.',
      },
    ]);
  });

  it('hands on what the host finds in its own files', async () => {
    const checks = [
      { state: 'ok' as const, found: 'history.sqlite is sound (2 MB).' },
      { state: 'attention' as const, found: 'history.damaged-1.sqlite is a damaged file.', next: 'Keep it.' },
    ];
    expect(await look({ files: () => ({ checks }) })).toEqual(expect.arrayContaining(checks));
  });

  it('says so where an older host cannot look at its files, and looks at everything else', async () => {
    const checks = await look({
      files: () => {
        throw new AppError(errorCodes.internal, 'Something went wrong.');
      },
    });
    expect(checks).toHaveLength(4);
    expect(checks).toContainEqual({
      state: 'attention',
      found: 'The files of the data directory could not be looked at.',
      next: 'Run backbeat doctor in a terminal.',
    });
  });

  it('says what to do where nothing is there yet', async () => {
    const checks = await look({
      status: () => ({ ...stored, accounts: [] }),
      accounts: { accounts: [], has_client_id: false },
      collector: { accounts: [] },
    });
    expect(checks.map(({ state }) => state)).toEqual(['attention', 'attention']);
    for (const { next } of checks) expect(next).toMatch(/VS Code.*backbeat/);
  });

  it('calls an ended sign-in and a collection that fails by it failed', async () => {
    const checks = await look({
      accounts: { accounts: [{ ...ada, state: 'expired', days_left: 0 }] },
      collector: {
        accounts: [
          {
            account: 'ada',
            state: 'error',
            initial_sync: 'completed',
            message: 'Sign in again.',
            failure: 'signed_out',
          },
        ],
      },
    });
    expect(checks.filter(({ state }) => state === 'failed').map(({ found }) => found)).toEqual([
      'The sign-in of Ada has ended.',
      'The collection of Ada does not work. Sign in again. Nothing has been collected so far.',
    ]);
  });

  it('says that a collection is paused, or switched off, and how it goes on', async () => {
    const paused = await look({
      collector: { accounts: [{ account: 'ada', state: 'paused', initial_sync: 'completed' }] },
    });
    expect(paused.at(-1)).toMatchObject({
      state: 'attention',
      next: expect.stringContaining('Resume') as string,
    });
    const off = await look({ collector: { enabled: false } });
    expect(off.at(-1)).toMatchObject({
      state: 'attention',
      next: expect.stringContaining('collector.enabled') as string,
    });
  });

  it('tells of the watched folder', async () => {
    const checks = await look({ collector: { watch_message: 'drop could not be imported.' } });
    expect(checks.at(-1)).toEqual({ state: 'attention', found: 'drop could not be imported.' });
  });

  it('names damage, and what Spotify limits', async () => {
    const checks = await look({
      status: () => ({ ...stored, damage: ['history.sqlite was damaged.'] }),
      accounts: { closed: [{ family: 'search', reason: 'quota', until: '2026-03-02T00:00:00.000Z' }] },
    });
    const found = checks.filter(({ state }) => state === 'attention').map((check) => check.found);
    expect(found).toEqual([
      'history.sqlite was damaged.',
      'Spotify has no quota left for search until 2026-03-02T00:00:00.000Z.',
    ]);
  });

  it('goes on where one look fails, and says why once', async () => {
    const checks = await look({
      status: () => {
        throw new HistoryError('damaged', 'The history cannot be read.', { hint: 'Restore it.' });
      },
    });
    expect(checks[0]).toMatchObject({
      state: 'failed',
      found: expect.stringContaining('cannot be read') as string,
    });
    expect(checks).toHaveLength(3);
  });
});

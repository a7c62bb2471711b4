import { describe, expect, it } from 'vitest';
import { openGaps } from '../../../src/core/history/collect/gaps.ts';
import { InputError } from '../../../src/core/errors.ts';
import type { Clock } from '../../../src/core/ports.ts';
import { databaseOf, fullPage, played, poll } from './collected.ts';
import { day, extended, importRows, MemoryFolder, minute, openStore, start } from './stores.ts';

const hour = 60 * minute;
const first = start;
/** Oldest play of a full page whose newest one ended then. */
const oldestOf = (newest: number): number => newest - 49 * 4 * minute;

/** A clock that a test turns. */
function handClock(now: number): Clock & { at: number } {
  return {
    at: now,
    now() {
      return this.at;
    },
    timeZone: () => 'UTC',
  };
}

async function openAt(now: number): Promise<{
  store: Awaited<ReturnType<typeof openStore>>;
  folder: MemoryFolder;
  clock: ReturnType<typeof handClock>;
}> {
  const clock = handClock(now);
  const folder = new MemoryFolder();
  return { store: await openStore(folder, clock), folder, clock };
}

const failed = {
  account: 'ada',
  job: 'poll',
  started_at: 1,
  message: 'It did not work.',
  rate_limits: 0,
} as const;

describe('a gap', () => {
  it('is noticed where a full page meets nothing known', async () => {
    const { store } = await openAt(start + day);
    poll(store, [played(1, first)]);
    const newest = first + day;
    expect(poll(store, fullPage(newest)).gap).toEqual({ after: first, before: oldestOf(newest) });
    expect(store.columns().gaps).toEqual([{ from: first, to: oldestOf(newest), reason: 'missed' }]);
  });

  it.each([
    ['49 plays that meet nothing: Spotify had no more', fullPage(first + day).slice(0, 49)],
    ['a full page whose oldest play is the newest known one', fullPage(first + 49 * 4 * minute)],
    [
      'a full page with a late play behind the newest known one',
      [...fullPage(first + day).slice(0, 49), played(99, first - minute)],
    ],
    ['an empty page', []],
  ])('is not: %s', async (_, page) => {
    const { store } = await openAt(start + day);
    poll(store, [played(1, first)]);
    expect(poll(store, page).gap).toBeUndefined();
    expect(store.columns().gaps).toEqual([]);
  });

  it.each([
    ['while it is there', [played(98, Date.UTC(2080, 0, 1)), ...fullPage(first + day).slice(0, 49)]],
    ['once it is not', fullPage(first + day)],
  ])('is noticed behind a play of a device whose clock is years ahead, %s', async (_, page) => {
    const { store } = await openAt(start + day);
    poll(store, [played(98, Date.UTC(2080, 0, 1)), played(1, first)]);
    expect(poll(store, page).gap).toMatchObject({ after: first });
  });

  it('is noticed where this machine’s own clock is years behind', async () => {
    const { store } = await openAt(start - 3_000 * day);
    poll(store, [played(1, first)]);
    expect(poll(store, fullPage(first + day)).gap).toMatchObject({ after: first });
  });

  it('is not where nothing was collected before, whatever was imported', async () => {
    const { store } = await openAt(start + day);
    importRows(store, [extended(1, first - 30 * day)], { account: 'ada' });
    expect(poll(store, fullPage(first)).gap).toBeUndefined();
    expect(store.columns().gaps).toEqual([]);
  });

  it('is not between the pages of an initial sync, but is before its first one', async () => {
    const { store } = await openAt(start + day);
    const sync = { job: 'initial_sync', done: false } as const;
    const newest = first + 10 * day;
    const { run_id: run, gap } = poll(store, fullPage(newest), sync);
    expect(gap).toBeUndefined();
    expect(poll(store, fullPage(newest - 5 * hour, 100), { ...sync, run_id: run }).gap).toBeUndefined();
    const again = poll(store, fullPage(newest + 5 * day), sync);
    expect(again.gap).toEqual({ after: newest, before: oldestOf(newest + 5 * day) });
    expect(store.columns().gaps).toHaveLength(1);
  });

  it('is announced, and noted once', async () => {
    const { store, folder } = await openAt(start + day);
    poll(store, [played(1, first)]);
    const heard: unknown[] = [];
    store.onChanged((change) => heard.push(change));
    poll(store, fullPage(first + day));
    poll(store, fullPage(first + day));
    expect(heard).toEqual([{ account: 'ada', listens: 51 }]);
    const database = await databaseOf(store, folder);
    expect(database.rows('SELECT count(*) FROM gaps')).toEqual([[1]]);
  });

  it('is of one account alone', async () => {
    const { store } = await openAt(start + day);
    poll(store, [played(1, first)]);
    poll(store, [played(1, first)], { account: 'bob' });
    poll(store, fullPage(first + day));
    expect(store.columns('bob').gaps).toEqual([]);
    expect(poll(store, fullPage(first + 49 * 4 * minute), { account: 'bob' }).gap).toBeUndefined();
  });
});

describe('an import', () => {
  const newest = first + day;
  const gap = { from: first, to: oldestOf(newest), reason: 'missed' } as const;

  it('closes the gap that lies between its first and its last listen', async () => {
    const { store } = await openAt(start + day);
    poll(store, [played(1, first)]);
    poll(store, fullPage(newest));
    importRows(store, [extended(8, first - hour), extended(9, newest)], { account: 'ada' });
    expect(store.columns().gaps).toEqual([]);
  });

  it('that came before the gap was noticed closes it too, and the poll tells none', async () => {
    const { store } = await openAt(start + day);
    poll(store, [played(1, first)]);
    importRows(store, [extended(8, first - hour), extended(9, newest)], { account: 'ada' });
    expect(poll(store, fullPage(newest)).gap).toBeUndefined();
    expect(store.columns().gaps).toEqual([]);
  });

  it('that reaches into the gap leaves the rest of it', async () => {
    const { store } = await openAt(start + day);
    poll(store, [played(1, first)]);
    poll(store, fullPage(newest));
    importRows(store, [extended(8, first - hour), extended(9, first + 2 * hour)], { account: 'ada' });
    expect(store.columns().gaps).toEqual([{ ...gap, from: first + 2 * hour }]);
  });

  it('closes the gap in which one of its files ends and the next begins', async () => {
    const { store } = await openAt(start + day);
    poll(store, [played(1, first)]);
    poll(store, fullPage(newest));
    const run = store.imports.begin({ account: 'ada', source: 'x.zip', fingerprint: 'x', bytes: 1 });
    for (const [file, at] of [
      ['1', first - hour],
      ['2', first + 3 * hour],
    ] as const) {
      const observations = [extended(8, at), extended(9, at + (file === '1' ? 2 * hour : day))];
      run.store({
        file,
        format: 'extended',
        observations,
        rowsRead: 2,
        leftOut: {},
        done: true,
        elapsedMs: 1,
      });
    }
    run.finish();
    expect(store.columns().gaps).toEqual([]);
  });

  it('of files that are weeks apart closes nothing between them', async () => {
    const { store } = await openAt(start + day);
    poll(store, [played(1, first)]);
    poll(store, fullPage(newest));
    const run = store.imports.begin({ account: 'ada', source: 'x.zip', fingerprint: 'x', bytes: 1 });
    for (const [file, at] of [
      ['1', first - 20 * day],
      ['2', first + 20 * day],
    ] as const) {
      const observations = [extended(8, at)];
      run.store({
        file,
        format: 'extended',
        observations,
        rowsRead: 1,
        leftOut: {},
        done: true,
        elapsedMs: 1,
      });
    }
    run.finish();
    expect(store.columns().gaps).toEqual([gap]);
  });

  it('of a few videos over years closes nothing', async () => {
    const { store } = await openAt(start + day);
    poll(store, [played(1, first)]);
    poll(store, fullPage(newest));
    const videos = [
      extended(8, first - 400 * day),
      extended(9, first - 90 * day),
      extended(8, first + 300 * day),
    ];
    importRows(store, videos, { account: 'ada' });
    expect(store.columns().gaps).toEqual([gap]);
  });

  it('of another account closes nothing', async () => {
    const { store } = await openAt(start + day);
    poll(store, [played(1, first)]);
    poll(store, fullPage(newest));
    importRows(store, [extended(8, first - hour), extended(9, newest)], { account: 'bob' });
    expect(store.columns('ada').gaps).toEqual([gap]);
  });
});

describe('why there is a gap', () => {
  it.each(['outage', 'bad_answer', 'rate_limited', 'quota', 'other'] as const)(
    'is an outage after the failure %s',
    async (failure) => {
      const { store, clock } = await openAt(start);
      poll(store, [played(1, first)]);
      clock.at += 10 * minute;
      store.collection.fail({ ...failed, failure });
      clock.at += day;
      poll(store, fullPage(first + day));
      expect(store.columns().gaps).toMatchObject([{ reason: 'outage' }]);
    },
  );

  it('is the sign-in that ended', async () => {
    const { store, clock } = await openAt(start);
    poll(store, [played(1, first)]);
    clock.at += 10 * minute;
    store.collection.fail({ ...failed, failure: 'signed_out' });
    clock.at += day;
    poll(store, fullPage(first + day));
    expect(store.columns().gaps).toMatchObject([{ reason: 'signed_out' }]);
  });

  it('is a pause that was ended before the poll', async () => {
    const { store, clock } = await openAt(start);
    poll(store, [played(1, first)]);
    clock.at += 10 * minute;
    store.collection.pause({ account: 'ada', paused: true });
    clock.at += day;
    store.collection.pause({ account: 'ada', paused: false });
    clock.at += 5000;
    poll(store, fullPage(first + day));
    expect(store.columns().gaps).toMatchObject([{ reason: 'paused' }]);
  });

  it('is a collector that was off where nobody tried for more than two intervals', async () => {
    const { store, clock } = await openAt(start);
    poll(store, [played(1, first)]);
    clock.at += day;
    poll(store, fullPage(first + day));
    expect(store.columns().gaps).toMatchObject([{ reason: 'off' }]);
  });

  it('is that plays came faster than polls where it was never stopped', async () => {
    const { store, clock } = await openAt(start);
    poll(store, [played(1, first)], { interval_seconds: 86_400 });
    clock.at += day;
    poll(store, fullPage(first + day), { interval_seconds: 86_400 });
    expect(store.columns().gaps).toMatchObject([{ reason: 'missed' }]);
  });

  it('is what lasted longest', async () => {
    const { store, clock } = await openAt(start);
    poll(store, [played(1, first)]);
    clock.at += 10 * minute;
    store.collection.pause({ account: 'ada', paused: true });
    clock.at += 30 * minute;
    store.collection.pause({ account: 'ada', paused: false });
    clock.at += 1000;
    store.collection.fail({ ...failed, failure: 'signed_out' });
    clock.at += 2 * day;
    store.collection.fail({ ...failed, failure: 'outage' });
    clock.at += hour;
    poll(store, fullPage(first + 3 * day));
    expect(store.columns().gaps).toMatchObject([{ reason: 'signed_out' }]);
  });

  it('is nothing of what had passed before the last success', async () => {
    const { store, clock } = await openAt(start);
    store.collection.fail({ ...failed, failure: 'signed_out' });
    clock.at += 9 * day;
    poll(store, [played(1, first)]);
    clock.at += 10 * minute;
    poll(store, fullPage(first + day));
    expect(store.columns().gaps).toMatchObject([{ reason: 'missed' }]);
  });
});

describe('time in which an account was not collected', () => {
  it('is kept as stretches, of which those of one reason that follow each other are one', async () => {
    const { store, folder, clock } = await openAt(start);
    poll(store, [played(1, first)]);
    for (let n = 0; n < 4; n++) {
      clock.at += 10 * minute;
      store.collection.fail({ ...failed, failure: n < 3 ? 'outage' : 'signed_out' });
    }
    clock.at += day;
    poll(store, [played(2, first + day)]);
    clock.at += 10 * minute;
    poll(store, []);
    clock.at += hour;
    poll(store, []);
    const database = await databaseOf(store, folder);
    const stops = database.rows('SELECT reason, (from_at - ?1) / 60000, (to_at - ?1) / 60000 FROM stops', [
      start,
    ]);
    expect(stops).toEqual([
      ['outage', 10, 40],
      ['signed_out', 40, 40 + 24 * 60],
      ['off', 50 + 24 * 60, 110 + 24 * 60],
    ]);
  });

  it('is nothing while the clock goes backwards', async () => {
    const { store, folder, clock } = await openAt(start);
    poll(store, [played(1, first)]);
    clock.at -= 5 * 365 * day;
    poll(store, [played(2, first + hour)]);
    const database = await databaseOf(store, folder);
    expect(database.rows('SELECT * FROM stops')).toEqual([]);
  });
});

describe('a pause', () => {
  it('of an account that nobody has heard of yet makes a checkpoint, and no account with a history', async () => {
    const { store } = await openAt(start);
    expect(store.collection.pause({ account: 'ada', paused: true })).toEqual({
      account: 'ada',
      status: 'paused',
      updated_at: start,
    });
    expect(store.accounts()).toEqual([]);
    expect(() => store.columns('ada')).toThrow("There is no account 'ada'");
  });

  it('stays over restarts, over a poll and a failure that were under way, and ends by a word', async () => {
    const { store, folder, clock } = await openAt(start);
    store.collection.pause({ account: 'ada', paused: true });
    clock.at += minute;
    expect(poll(store, [played(1, first)]).checkpoint).toMatchObject({ status: 'paused' });
    const { checkpoint } = store.collection.fail({ ...failed, failure: 'outage' });
    expect(checkpoint.status).toBe('paused');
    expect(checkpoint.error_message).toBeUndefined();
    const later = await openStore(folder.copy(), clock);
    expect(later.collection.checkpoints()).toMatchObject([{ account: 'ada', status: 'paused' }]);
    expect(later.collection.pause({ account: 'ada', paused: false })).toMatchObject({ status: 'idle' });
  });

  it('that is ended twice takes away no error', async () => {
    const { store } = await openAt(start);
    store.collection.fail({ ...failed, failure: 'signed_out' });
    expect(store.collection.pause({ account: 'ada', paused: false })).toMatchObject({ status: 'error' });
  });
});

describe('a failure', () => {
  it('is told by the checkpoint until the next success, and by its run for good', async () => {
    const { store } = await openAt(start);
    const { run_id: runId, checkpoint } = store.collection.fail({
      ...failed,
      failure: 'rate_limited',
      rate_limits: 3,
    });
    expect(checkpoint).toMatchObject({
      status: 'error',
      failure: 'rate_limited',
      error_message: 'It did not work.',
      last_poll_started_at: 1,
    });
    const { checkpoint: after } = poll(store, []);
    expect(after).toMatchObject({ status: 'idle' });
    expect(after).not.toHaveProperty('failure');
    expect(after).not.toHaveProperty('error_message');
    expect(store.collection.runs({ status: 'error' })).toMatchObject([
      { run_id: runId, error: 'It did not work.', rate_limits: 3, fetched: 0 },
    ]);
  });

  it('by cancelling is no error of the account', async () => {
    const { store } = await openAt(start);
    const { checkpoint } = store.collection.fail({ ...failed, failure: 'cancelled' });
    expect(checkpoint.status).toBe('idle');
    expect(store.collection.runs({}).map(({ status }) => status)).toEqual(['cancelled']);
  });

  it('of an initial sync ends the run that its pages were stored in', async () => {
    const { store } = await openAt(start);
    const { run_id: runId } = poll(store, fullPage(first), { job: 'initial_sync', done: false });
    store.collection.fail({ ...failed, job: 'initial_sync', run_id: runId, failure: 'outage' });
    expect(store.collection.runs({})).toMatchObject([
      { run_id: runId, type: 'initial_sync', status: 'error', fetched: 50, inserted: 50 },
    ]);
  });

  it('of a run that is not there is refused', async () => {
    const { store } = await openAt(start);
    const { run_id: runId } = poll(store, [played(1, first)]);
    expect(() => poll(store, [], { run_id: runId + 1 })).toThrow(InputError);
    expect(() => poll(store, [], { run_id: runId, account: 'bob' })).toThrow(InputError);
    expect(() => poll(store, [], { run_id: runId, job: 'initial_sync' })).toThrow(InputError);
  });
});

describe('an initial sync', () => {
  it('is one run over its pages and says how far back it came and why it ended', async () => {
    const { store } = await openAt(start);
    const sync = { job: 'initial_sync', started_at: start - 1000 } as const;
    const { run_id: runId } = poll(store, fullPage(first), { ...sync, done: false, rate_limits: 1 });
    const older = fullPage(oldestOf(first) - minute, 100);
    poll(store, older.slice(0, 30), { ...sync, run_id: runId, done: false, rate_limits: 3 });
    const end = { ...sync, run_id: runId, stopped_because: 'Spotify had no more.' };
    const { checkpoint } = poll(store, [], end);
    expect(checkpoint).toMatchObject({
      initial_sync_started_at: start - 1000,
      initial_sync_completed_at: start,
      initial_sync_earliest_played_at: older[29]?.played_at,
      last_poll_latest_played_at: first,
    });
    expect(checkpoint).not.toHaveProperty('last_poll_completed_at');
    expect(store.collection.runs({})).toMatchObject([
      {
        run_id: runId,
        status: 'success',
        fetched: 80,
        inserted: 80,
        rate_limits: 3,
        note: 'Spotify had no more.',
      },
    ]);
  });

  it('that a killed process left is interrupted, and keeps what it stored', async () => {
    const { store, folder, clock } = await openAt(start);
    const { run_id: runId } = poll(store, fullPage(first), { job: 'initial_sync', done: false });
    expect(store.collection.runs({})).toMatchObject([{ status: 'running' }]);
    const later = await openStore(folder.copy(), clock);
    expect(later.collection.runs({})).toMatchObject([{ run_id: runId, status: 'interrupted', inserted: 50 }]);
    expect(later.columns().length).toBe(50);
    expect(later.collection.checkpoints()[0]).not.toHaveProperty('initial_sync_completed_at');
  });
});

describe('openGaps', () => {
  it('of a user without any asks nothing of the imports', async () => {
    const { store, folder } = await openAt(start);
    poll(store, [played(1, first)]);
    const database = await databaseOf(store, folder);
    database.script('DROP TABLE import_files');
    expect(openGaps(database, 1)).toEqual([]);
  });
});

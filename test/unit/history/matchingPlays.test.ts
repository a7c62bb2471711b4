import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endWindowMs, maxStartHeardMs, startWindowMs } from '../../../src/core/history/matching.ts';
import type { HistoryStore } from '../../../src/core/history/historyStore.ts';
import { migrate } from '../../../src/core/history/migrate.ts';
import { migrations } from '../../../src/core/history/migrations/migrations.ts';
import { always, runMatching } from '../../../src/core/history/matchingRun.ts';
import { sourceIds } from '../../../src/core/history/observationWriter.ts';
import type { SqlDatabase } from '../../../src/core/history/sqlDatabase.ts';
import { live, play, poll } from './polls.ts';
import {
  account,
  day,
  emptyDatabase,
  extended,
  importRows,
  MemoryFolder,
  minute,
  openStore,
  playsOf,
  queryClosed,
  start,
} from './stores.ts';

const second = 1000;
const ann = { account: 'ann' };

/** The times of what speaks, in seconds after `start`. */
function seconds(store: HistoryStore): number[] {
  return playsOf(store, 'ann').map(({ endedAt }) => (endedAt - start) / second);
}

/** One extended row that ends at `start` and plays at these seconds after it. @returns what speaks */
async function told(at: number[], fields: Parameters<typeof extended>[2] = {}): Promise<number[]> {
  const store = await openStore();
  importRows(store, [extended(1, start, fields)], ann);
  poll(
    store,
    'ann',
    at.map((one) => play(1, start + one * second)),
  );
  return seconds(store);
}

describe('a play of recently-played', () => {
  it('within the window around the end of an extended row is the same listen, on either side', async () => {
    const window = endWindowMs / second;
    expect(await told([window])).toEqual([0]);
    expect(await told([-window])).toEqual([0]);
    expect(await told([window + 0.001])).toEqual([0, window + 0.001]);
    expect(await told([-window - 0.001])).toEqual([-window - 0.001, 0]);
  });

  it('may tell the start, in a narrower window', async () => {
    const window = startWindowMs / second;
    expect(await told([-200])).toEqual([0]);
    expect(await told([-200 + window])).toEqual([0]);
    expect(await told([-200 - window - 0.001])).toEqual([-200 - window - 0.001, 0]);
  });

  it('is never a start after the end, nor of a row without a heard time, nor of a very long one', async () => {
    expect(await told([200])).toEqual([0, 200]);
    expect(await told([-200], { msPlayed: undefined })).toEqual([-200, 0]);
    const long = maxStartHeardMs / second;
    expect(await told([-long], { msPlayed: maxStartHeardMs })).toEqual([0]);
    expect(await told([-long - 1], { msPlayed: maxStartHeardMs + second })).toEqual([-long - 1, 0]);
  });

  it('is one listen and no other: the nearest is taken, of equally near ones the earlier', async () => {
    expect(await told([-10, 5])).toEqual([-10, 0]);
    expect(await told([-10, 10])).toEqual([0, 10]);
  });

  it('that tells the start has to wait for one that tells the end', async () => {
    expect(await told([-200, 80])).toEqual([-200, 0]);
  });

  it('is compared with the repaired end and with the reported one', async () => {
    const row = { reasonEnd: 'unexpected-exit', offlineAt: start - day - 200 * second };
    expect(await told([-day / second + 20], row)).toEqual([-day / second]);
    expect(await told([20], row)).toEqual([-day / second]);
    expect(await told([-day / second + 20, 20], row)).toEqual([-day / second, 20]);
  });

  it('under another id is the same track if title and artist are the same but for case and Unicode form', async () => {
    const store = await openStore();
    importRows(store, [extended(1, start, { title: 'Caf\u00e9' })], ann);
    poll(store, 'ann', [play(7, start, { title: 'CAFE\u0301', artist: 'artist 1' })]);
    expect(seconds(store)).toEqual([0]);
  });

  it('of another song at the same time, or of the same title by somebody else, is another listen', async () => {
    const store = await openStore();
    importRows(store, [extended(1, start)], ann);
    poll(store, 'ann', [play(2, start), play(3, start + second, { title: 'Song 1' })]);
    expect(seconds(store)).toEqual([0, 0, 1]);
  });

  it('without an artist is only its own track', async () => {
    const store = await openStore();
    importRows(store, [extended(1, start, { title: 'Intro', artist: '' })], ann);
    poll(store, 'ann', [play(2, start, { title: 'Intro', artist: '' })]);
    expect(playsOf(store, 'ann')).toHaveLength(2);
    poll(store, 'ann', [play(1, start + second, { title: 'Intro', artist: '' })]);
    expect(playsOf(store, 'ann')).toHaveLength(2);
  });

  it('is not matched with the rows of another account', async () => {
    const store = await openStore();
    importRows(store, [extended(1, start)], { account: 'ben' });
    poll(store, 'ann', [play(1, start)]);
    expect(seconds(store)).toEqual([0]);
  });

  it('is told by an account row in whose minute it lies, where no extended row speaks', async () => {
    const store = await openStore();
    importRows(store, [account(1, start)], ann);
    poll(store, 'ann', [play(1, start + 59 * second), play(1, start + 10 * minute)]);
    expect(seconds(store)).toEqual([0, 600]);
    importRows(store, [extended(1, start + 59 * second)], { ...ann, file: 'extended' });
    expect(seconds(store)).toEqual([59, 600]);
  });

  it('counts the distance to an account row from the ends of its minute', async () => {
    const store = await openStore();
    importRows(store, [account(1, start)], ann);
    const last = minute - 1 + endWindowMs;
    poll(store, 'ann', [play(1, start + last + 1)]);
    expect(playsOf(store, 'ann')).toHaveLength(2);
    poll(store, 'ann', [play(1, start + last)]);
    expect(playsOf(store, 'ann')).toHaveLength(2);
  });

  it('names the row that speaks for it, and stays', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    const many = Array.from({ length: 5000 }, (_, n) => extended(2, start + day + n * 10 * minute));
    poll(store, 'ann', [play(1, start + 3 * second)]);
    importRows(store, [extended(1, start), ...many], ann);
    const sql = `SELECT o.ended_at, s.ended_at, s.source FROM observations o
      JOIN observations s ON s.id = o.superseded_by`;
    expect(await queryClosed(store, folder, sql)).toEqual([[start + 3 * second, start, sourceIds.extended]]);
  });
});

describe('replays', () => {
  it('of one song three minutes apart, of which the export has one: one play is the same listen', async () => {
    expect(await told([0, 180])).toEqual([0, 180]);
    expect(await told([-180, 0])).toEqual([-180, 0]);
  });

  it.each([0, 7, -40, 80])('one after the other are each told once, with plays %i s off', async (shift) => {
    const times = [0, 200, 400, 600];
    const store = await openStore();
    importRows(
      store,
      times.map((at) => extended(1, start + at * second)),
      ann,
    );
    poll(
      store,
      'ann',
      times.map((at) => play(1, start + (at + shift) * second)),
    );
    expect(seconds(store)).toEqual(times);
  });

  it('inside one source are never merged, not even within a second', async () => {
    const store = await openStore();
    poll(store, 'ann', [play(1, start), play(1, start + 500), play(1, start + 900)]);
    expect(playsOf(store, 'ann')).toHaveLength(3);
  });
});

describe('what the player showed', () => {
  /** Heard ms of the plays that live listens were found for. */
  async function heard(
    listens: ReturnType<typeof live>[],
    plays: ReturnType<typeof play>[],
  ): Promise<number[]> {
    const store = await openStore();
    poll(store, 'ann', plays);
    store.collection.storeLive({ account: 'ann', listens });
    const { msPlayed, estimated } = store.columns('ann');
    return [...msPlayed].map((ms, row) => (estimated[row] === 1 ? -1 : ms));
  }

  it('belongs to a play anywhere from its start to its end and the window after it', async () => {
    const listen = live(1, start, start + 200 * second, 120_000);
    expect(await heard([listen], [play(1, start)])).toEqual([120_000]);
    expect(await heard([listen], [play(1, start + 182 * second)])).toEqual([120_000]);
    expect(await heard([listen], [play(1, start + 200 * second + endWindowMs)])).toEqual([120_000]);
    expect(await heard([listen], [play(1, start + 200 * second + endWindowMs + 1)])).toEqual([-1]);
    expect(await heard([listen], [play(1, start - 1)])).toEqual([-1]);
    expect(await heard([listen], [play(2, start + 200 * second)])).toEqual([-1]);
  });

  it('goes one to one with back-to-back repeats', async () => {
    const first = live(1, start, start + 200 * second, 111_000);
    const next = live(1, start + 200 * second, start + 400 * second, 122_000);
    const plays = [play(1, start + 200 * second), play(1, start + 400 * second)];
    expect(await heard([next, first], plays)).toEqual([111_000, 122_000]);
  });
});

describe('matching a span', () => {
  interface Made {
    readonly database: SqlDatabase;
  }

  interface AddedRow {
    readonly source: number;
    readonly at: number;
    readonly track: number;
    readonly heardMs: number | null;
    /** How much too late the end is reported. */
    readonly late: number;
  }

  const songs = 2;
  const names = { nameKeyOf: (id: number): string => `artist|song ${id % songs}` };
  const at = fc.integer({ min: 0, max: 6000 }).map((step) => start + step * 170);
  const track = fc.integer({ min: 1, max: 6 });
  const heardMs = fc.constantFrom(null, 30_000, 97_000, 200_000);
  const row = fc.record({
    source: fc.constantFrom(sourceIds.extended, sourceIds.account, sourceIds.api, sourceIds.api),
    at,
    track,
    heardMs,
    late: fc.constantFrom(0, 0, 0, 100_000, day),
    wave: fc.integer({ min: 0, max: 3 }),
  });

  async function make(): Promise<Made> {
    const database = await emptyDatabase();
    migrate(database, migrations);
    database.script("INSERT INTO users (id, account, created_at, updated_at) VALUES (1, 'ann', 0, 0)");
    for (let id = 1; id <= 6; id++) {
      database.run(
        "INSERT INTO tracks (id, track_id, kind, name, source, updated_at) VALUES (?, ?, 'music', '', '', 0)",
        [id, `track ${id}`],
      );
    }
    return { database };
  }

  function add({ database }: Made, one: AddedRow): number {
    const isApi = one.source === sourceIds.api;
    const endedAt = one.source === sourceIds.account ? Math.floor(one.at / minute) * minute : one.at;
    const reported = one.source === sourceIds.extended ? endedAt + one.late : endedAt;
    database.run(
      `INSERT OR IGNORE INTO observations (user_id, source, track, ended_at, ms_played, flags, repaired_at)
        SELECT 1, ?, ?, ?, ?, 0, ? WHERE NOT (? AND EXISTS (SELECT 1 FROM observations WHERE source = 3 AND ended_at = ?))`,
      [
        one.source,
        one.track,
        reported,
        isApi ? null : one.heardMs,
        one.source === sourceIds.extended && one.late > 0 ? endedAt : null,
        isApi ? 1 : 0,
        endedAt,
      ],
    );
    return reported;
  }

  /** Which plays and account rows speak, told by what they say. */
  function speaking({ database }: Made): unknown[] {
    return database.rows(
      `SELECT source, ended_at, track, ms_played FROM observations WHERE superseded_by IS NULL
        ORDER BY source, ended_at, track, ms_played`,
    );
  }

  it('after each of several additions gives what matching everything at once gives', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), async (list) => {
        const byWave = await make();
        for (const wave of [0, 1, 2, 3]) {
          const times = list.filter((one) => one.wave === wave).map((one) => add(byWave, one));
          if (times.length === 0) continue;
          runMatching(byWave.database, names, 1, { from: Math.min(...times), to: Math.max(...times) });
        }
        const oneByOne = await make();
        for (const one of list) {
          const time = add(oneByOne, one);
          runMatching(oneByOne.database, names, 1, { from: time, to: time });
        }
        const whole = await make();
        for (const one of [...list].reverse()) add(whole, one);
        runMatching(whole.database, names, 1, always);
        const wanted = speaking(whole);
        const found = [speaking(byWave), speaking(oneByOne)];
        const again = runMatching(oneByOne.database, names, 1, always);
        for (const made of [byWave, oneByOne, whole]) made.database.close();
        // Of plays of one instant the first stays, which differs between the orders: such a list proves nothing.
        const instants = list.filter(({ source }) => source === sourceIds.api).map((one) => one.at);
        fc.pre(new Set(instants).size === instants.length);
        expect(found).toEqual([wanted, wanted]);
        expect(again.count).toBe(0);
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  it('tells how many listens began or ceased to speak, and where', async () => {
    const made = await make();
    const base = { track: 1, late: 0, heardMs: 200_000 };
    add(made, { ...base, source: sourceIds.api, at: start });
    expect(runMatching(made.database, names, 1, { from: start, to: start })).toEqual({
      count: 0,
      plays: undefined,
    });
    add(made, { ...base, source: sourceIds.extended, at: start + 50_000 });
    expect(runMatching(made.database, names, 1, { from: start + 50_000, to: start + 50_000 })).toEqual({
      count: 1,
      plays: { from: start, to: start },
    });
    made.database.close();
  });

  it('frees what a play was matched with by a track that it no longer has', async () => {
    const made = await make();
    const base = { late: 0, heardMs: 200_000 };
    add(made, { ...base, source: sourceIds.extended, track: 1, at: start + 20_000 });
    add(made, { ...base, source: sourceIds.api, track: 1, at: start });
    add(made, { ...base, source: sourceIds.api, track: 1, at: start + 50_000 });
    runMatching(made.database, names, 1, always);
    made.database.run('UPDATE observations SET track = 2 WHERE source = 3 AND ended_at = ?', [start]);
    runMatching(made.database, names, 1, { from: start, to: start });
    expect(speaking(made).filter((one) => (one as number[])[0] === sourceIds.api)).toEqual([
      [sourceIds.api, start, 2, null],
    ]);
    made.database.close();
  });

  it('follows a chain of repeats to its end, hours away', async () => {
    const made = await make();
    const base = { track: 1, late: 0, heardMs: null };
    // Each row lies between two plays, a little nearer to the one before it. Row 0 takes play 0 from row 1, so that row 1
    // takes play 1, and so on, until the last play has a row.
    const length = 200;
    const plays: number[] = [];
    const rows: number[] = [];
    let time = start;
    for (let n = 0; n < length; n++) {
      rows.push(time);
      plays.push((time += 5000 + 2 * n * 200));
      time += 5000 + (2 * n + 1) * 200;
    }
    for (const at of plays) add(made, { ...base, source: sourceIds.api, at });
    for (const at of rows.slice(1)) add(made, { ...base, source: sourceIds.extended, at });
    runMatching(made.database, names, 1, always);
    const last = plays.at(-1) as number;
    expect(speaking(made)).toContainEqual([sourceIds.api, last, 1, null]);
    add(made, { ...base, source: sourceIds.extended, at: start });
    runMatching(made.database, names, 1, { from: start, to: start });
    expect(speaking(made).filter((one) => (one as number[])[0] === sourceIds.api)).toEqual([]);
    expect(last - start).toBeGreaterThan(2 * maxStartHeardMs);
    made.database.close();
  });
});

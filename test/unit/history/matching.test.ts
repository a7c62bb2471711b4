import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coveredGapMs } from '../../../src/core/history/matching.ts';
import { matchAccountRows, type MatchRows } from '../../../src/core/history/matching/accountRows.ts';
import type { Observation } from '../../../src/core/history/observation.ts';
import {
  account,
  batchOf,
  begin,
  day,
  extended,
  importRows,
  MemoryFolder,
  minute,
  openStore,
  playsOf,
  start,
} from './stores.ts';

/** Rows as [end in ms after a start, heard ms, number of the names]. */
function rows(...list: [number, number, number][]): MatchRows {
  return {
    length: list.length,
    endedAt: Float64Array.from(list, ([at]) => start + at),
    msPlayed: Int32Array.from(list, ([, ms]) => ms),
    names: Int32Array.from(list, ([, , names]) => names),
  };
}

const match = (accountRows: MatchRows, extendedRows: MatchRows): number[] => [
  ...matchAccountRows(accountRows, extendedRows),
];

describe('the rule "same"', () => {
  it('needs minute, heard time and names', () => {
    const alone = rows([30_000, 5000, 1]);
    expect(match(rows([0, 5000, 1]), alone)).toEqual([0]);
    expect(match(rows([0, 5001, 1]), alone)).toEqual([-1]);
    expect(match(rows([0, 5000, 2]), alone)).toEqual([-1]);
    expect(match(rows([minute, 5000, 1]), alone)).toEqual([-1]);
    expect(match(rows([-minute, 5000, 1]), alone)).toEqual([-1]);
  });

  it('lets one account row stand for several extended rows: the earliest speaks', () => {
    expect(match(rows([0, 5000, 1]), rows([10_000, 5000, 1], [20_000, 5000, 1]))).toEqual([0]);
  });

  it('finds each of several rows of one minute', () => {
    const found = match(rows([0, 1, 1], [0, 2, 2]), rows([10_000, 2, 2], [20_000, 1, 1]));
    expect(found).toEqual([1, 0]);
  });
});

describe('the rule "covered"', () => {
  it('holds where the extended rows around are less than a week apart', () => {
    const at = coveredGapMs / 2;
    expect(match(rows([at, 1, 9]), rows([0, 1, 1], [coveredGapMs - 1, 1, 1]))).toEqual([1]);
    expect(match(rows([at, 1, 9]), rows([0, 1, 1], [coveredGapMs, 1, 1]))).toEqual([-1]);
  });

  it('chooses the nearest, the earlier if equal', () => {
    const around = rows([0, 1, 1], [10 * minute, 1, 1]);
    expect(match(rows([4 * minute, 1, 9], [5 * minute, 1, 9], [6 * minute, 1, 9]), around)).toEqual([
      0, 0, 1,
    ]);
  });

  it('does not reach before the first or after the last extended row', () => {
    const around = rows([0, 1, 1], [minute, 1, 1]);
    expect(match(rows([-minute, 1, 9], [2 * minute, 1, 9]), around)).toEqual([-1, -1]);
  });

  it('means nothing without extended rows', () => {
    expect(match(rows([0, 1, 1]), rows())).toEqual([-1]);
  });
});

describe('both packages of one listener', () => {
  const listens = Array.from({ length: 50 }, (_, n) => extended(n % 7, start + n * 7 * minute + 13_000));
  const accountFile = listens.map((one) => account(Number(one.title.slice(5)), one.endedAt));

  it.each([
    ['extended first', [listens, accountFile]],
    ['account first', [accountFile, listens]],
  ])('tell each listen once, %s', async (_, files) => {
    const store = await openStore();
    for (const [index, file] of files.entries()) importRows(store, file, { file: `file ${index}` });
    expect(playsOf(store).map(({ endedAt }) => endedAt)).toEqual(listens.map(({ endedAt }) => endedAt));
    expect(store.columns().superseded).toBe(50);
  });

  it('are counted as stored or superseded in the report', async () => {
    const store = await openStore();
    importRows(store, listens.slice(0, 30), { file: 'extended' });
    const later = account(1, start + 100 * day);
    const { files } = importRows(store, [...accountFile.slice(0, 20), later], { file: 'account' });
    expect(files).toMatchObject([{ rows_read: 21, stored: 1, superseded: 20, already_known: 0 }]);
    expect(store.latestImportJobs(1)).toMatchObject([
      { stored: 1, superseded: 20, format: 'streaming_history' },
    ]);
  });

  it('in one import tell each listen once, too', async () => {
    const store = await openStore();
    const run = begin(store);
    run.store(batchOf(accountFile, { file: 'StreamingHistory_music_0.json' }));
    run.store(batchOf(listens, { file: 'Streaming_History_Audio_2024.json' }));
    expect(run.finish().files).toMatchObject([
      { stored: 0, superseded: 50 },
      { stored: 50, superseded: 0 },
    ]);
  });

  it('of two accounts are not matched', async () => {
    const store = await openStore();
    importRows(store, listens, { account: 'ann' });
    importRows(store, accountFile, { account: 'ben' });
    expect(store.columns('ben').superseded).toBe(0);
  });
});

describe('a row that is matched by name', () => {
  it('is found although case and Unicode form differ', async () => {
    const store = await openStore();
    importRows(store, [extended(1, start, { title: 'Caf\u00e9', artist: 'BJ\u00d6RK' })]);
    importRows(store, [account(1, start, { title: 'Cafe\u0301', artist: 'bj\u00f6rk' })], {
      file: 'account',
    });
    expect(store.columns().length).toBe(1);
  });

  it('is found anew when a track of the past is renamed', async () => {
    const store = await openStore();
    const old = extended(1, start, { title: 'Old' });
    const renamed = extended(1, start + 90 * day, { title: 'New' });
    importRows(store, [old, account(1, start, { title: 'New' })]);
    expect(store.columns().length).toBe(2);
    importRows(store, [renamed], { file: 'later' });
    expect(store.columns().length).toBe(2);
    expect(store.columns().superseded).toBe(1);
  });
});

describe('the order of imports', () => {
  const song = fc.integer({ min: 1, max: 4 });
  const time = fc.integer({ min: 0, max: 60 }).map((step) => start + step * 9 * 60 * minute + step * 1000);
  const heard = fc.constantFrom(undefined, 0, 31_000, 200_000);
  const titles = fc.constantFrom('Song', 'Song (Live)', 'song');
  const extendedRow = fc
    .tuple(song, time, heard, titles)
    .map(([n, at, msPlayed, title]) => extended(n, at, { msPlayed, title }));
  const accountRow = fc
    .tuple(song, time, heard, titles)
    .map(([n, at, msPlayed, title]) => account(n, at, { msPlayed, title }));
  const row = fc.oneof(extendedRow, accountRow);
  const placed = fc.tuple(row, fc.integer({ min: 0, max: 2 }), fc.integer());

  it('and how the rows are split into files make no difference to the plays, nor does replaying the journal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(placed, { maxLength: 40 }), async (list) => {
        const store = await openStore();
        importRows(
          store,
          list.map(([one]) => one),
        );
        const folder = new MemoryFolder();
        const other = await openStore(folder);
        for (const import_ of [0, 1, 2]) {
          const part: [Observation, number][] = list.flatMap(([one, where, order]) =>
            where === import_ ? [[one, order]] : [],
          );
          part.sort(([, a], [, b]) => a - b);
          importRows(
            other,
            part.map(([one]) => one),
            { file: `file ${import_}` },
          );
        }
        expect(tell(other)).toEqual(tell(store));
        const replayed = await openStore(folder.copy());
        expect(playsOf(replayed)).toEqual(playsOf(other));
        expect(replayed.latestImportJobs(9)).toEqual(other.latestImportJobs(9));
        replayed.dispose();
        store.dispose();
        other.dispose();
      }),
      { numRuns: 40 },
    );
  }, 30_000);

  function tell(store: Parameters<typeof playsOf>[0]): string[] {
    return playsOf(store)
      .map((play) => JSON.stringify(play))
      .sort();
  }
});

import { describe, expect, it } from 'vitest';
import {
  maxLatenessMs,
  minLatenessMs,
  minOfflineLatenessMs,
  repairedEnd,
  sharedEnd,
  type ReportedEnd,
} from '../../../src/core/history/lateEnd.ts';
import { offlineInstant } from '../../../src/core/history/import/rowFields.ts';
import { extended, importRows, MemoryFolder, openStore, playsOf, queryClosed, start } from './stores.ts';

const hour = 3_600_000;

/** A listen of 200 s that ended at `start` and whose end was reported so much later. */
function late(by: number, fields: Partial<ReportedEnd> = {}): ReportedEnd {
  return {
    endedAt: start + by,
    msPlayed: 200_000,
    offlineAt: start - 200_000,
    reasonEnd: 'unexpected-exit',
    offline: false,
    ...fields,
  };
}

describe('the end of a listen is repaired', () => {
  it.each(['unexpected-exit', 'unexpected-exit-while-paused', 'logout'])('after %s', (reasonEnd) => {
    expect(repairedEnd(late(243_369_000, { reasonEnd }))).toBe(start);
  });

  it('from a minute of lateness to a month', () => {
    expect(repairedEnd(late(minLatenessMs - 1))).toBeUndefined();
    expect(repairedEnd(late(minLatenessMs))).toBe(start);
    expect(repairedEnd(late(maxLatenessMs))).toBe(start);
    expect(repairedEnd(late(maxLatenessMs + 1))).toBeUndefined();
  });

  it.each([
    ['it was paused and then ended by the user', { reasonEnd: 'fwdbtn' }],
    ['it was paused and then ended by the user, offline', { reasonEnd: 'endplay', offline: true }],
    ['it was paused and then played to its end', { reasonEnd: 'trackdone' }],
    ['nobody says when it began', { offlineAt: undefined }],
    ['nobody says how long it was heard', { msPlayed: undefined }],
    [
      'it would have ended before Spotify existed',
      { offlineAt: Date.UTC(2005, 0, 1), endedAt: Date.UTC(2005, 0, 2) },
    ],
    ['it would have ended later than reported', { offlineAt: start + 2 * hour }],
  ])('not where %s', (_, fields) => {
    expect(repairedEnd(late(hour, fields))).toBeUndefined();
  });

  it('where it was offline and not ended by the user, from ten minutes on', () => {
    const offline = { reasonEnd: 'trackdone', offline: true };
    expect(repairedEnd(late(minOfflineLatenessMs, offline))).toBe(start);
    expect(repairedEnd(late(minOfflineLatenessMs - 1, offline))).toBeUndefined();
  });

  it('where it shares its second, whatever the reason', () => {
    expect(sharedEnd(late(hour))).toBe(start);
    expect(sharedEnd(late(minLatenessMs - 1))).toBeUndefined();
  });

  it.each([0, 57, 86_400, 999_999_999, null, 'soon'])('not from the offline_timestamp %s', (stamp) => {
    expect(repairedEnd(late(hour, { offlineAt: offlineInstant(stamp) }))).toBeUndefined();
  });

  it('from an offline_timestamp in seconds as from one in milliseconds', () => {
    const began = start - 200_000;
    for (const stamp of [began, began / 1000, String(began / 1000)]) {
      expect(repairedEnd(late(hour, { offlineAt: offlineInstant(stamp) }))).toBe(start);
    }
  });
});

describe('in the history', () => {
  const exit = extended(1, start + hour, { reasonEnd: 'unexpected-exit', offlineAt: start - 200_000 });
  const ends = (store: Parameters<typeof playsOf>[0]): number[] =>
    playsOf(store).map(({ endedAt }) => endedAt);

  it('a late listen stands where it was heard, and the reported end is kept beside it', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    const many = Array.from({ length: 5000 }, (_, n) => extended(2, start + (n + 1) * 600_000));
    importRows(store, [...many, exit]);
    expect(ends(store).slice(0, 2)).toEqual([start, start + 600_000]);
    const sql = 'SELECT ended_at, repaired_at FROM observations WHERE repaired_at IS NOT NULL';
    expect(await queryClosed(store, folder, sql)).toEqual([[start + hour, start]]);
  });

  it('rows of an offline batch share their reported second and are told apart', async () => {
    const store = await openStore();
    const sync = start + 5 * hour;
    const batch = [0, 1, 2, 3].map((n) =>
      extended(n, sync, { offline: undefined, offlineAt: start + n * 200_000, reasonEnd: 'fwdbtn' }),
    );
    // The half of them comes with another file: the rows of a second are looked at together.
    importRows(store, batch.slice(0, 1), { file: 'one' });
    expect(ends(store)).toEqual([sync]);
    importRows(store, batch.slice(1), { file: 'others' });
    expect(ends(store)).toEqual([1, 2, 3, 4].map((n) => start + n * 200_000));
  });

  it('a click through short listens within one second repairs none of them', async () => {
    const store = await openStore();
    const paused = extended(1, start, { reasonEnd: 'fwdbtn', offlineAt: start - hour });
    importRows(store, [
      paused,
      extended(2, start, { msPlayed: 300, reasonEnd: 'fwdbtn', offlineAt: start - hour }),
    ]);
    expect(ends(store)).toEqual([start, start]);
  });

  it.each([
    ['the reason', { reasonEnd: 'none' }],
    ['the unit of offline_timestamp', { offlineAt: start - 200_000 + 731 }],
    ['that it was offline', { offline: true, reasonEnd: 'none' }],
    ['no offline_timestamp at all', { offlineAt: undefined }],
  ])('a download that changes %s gives the same end before and after the other', async (_, fields) => {
    const later = { ...exit, ...fields };
    const told: unknown[] = [];
    for (const order of [
      [exit, later],
      [later, exit],
    ]) {
      const folder = new MemoryFolder();
      const store = await openStore(folder);
      for (const [index, row] of order.entries()) importRows(store, [row], { file: `file ${index}` });
      told.push(playsOf(store));
    }
    expect(told[0]).toHaveLength(1);
    expect(told[1]).toEqual(told[0]);
    expect(told[0]).toMatchObject([{ endedAt: start }]);
  });

  it('of two downloads the one that knows the reason is kept, whichever came first', async () => {
    for (const reasons of [
      ['none', 'fwdbtn'],
      ['fwdbtn', 'none'],
      [undefined, 'fwdbtn'],
    ]) {
      const folder = new MemoryFolder();
      const store = await openStore(folder);
      for (const [index, reasonEnd] of reasons.entries()) {
        const report = importRows(store, [extended(1, start, { reasonEnd })], { file: `file ${index}` });
        expect(report.files[0]).toMatchObject({ stored: 1 - index, already_known: index });
      }
      expect(reasonsOf(store)).toEqual(['fwdbtn']);
    }
  });

  it('a download that tells nothing new changes nothing', async () => {
    const store = await openStore();
    importRows(store, [exit], { file: 'first' });
    const before = store.columns();
    importRows(store, [{ ...exit, reasonEnd: 'none' }], { file: 'second' });
    expect(store.columns()).toBe(before);
  });
});

function reasonsOf(store: Parameters<typeof playsOf>[0]): (string | undefined)[] {
  const { reasonEnd, words } = store.columns().details();
  return Array.from(reasonEnd, (word) => words[word]);
}

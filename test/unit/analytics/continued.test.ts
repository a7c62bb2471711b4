import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnalysisContext, PlayColumns } from '../../../src/core/analytics/columns.ts';
import { noteColumnsBefore } from '../../../src/core/analytics/continued.ts';
import { coverage } from '../../../src/core/analytics/coverage.ts';
import { repeatRate } from '../../../src/core/analytics/repeatRate.ts';
import { tasteSummary } from '../../../src/core/analytics/tasteSummary.ts';
import { ZoneCache } from '../../../src/core/analytics/timeZone.ts';
import { tallyTracks } from '../../../src/core/analytics/trackTally.ts';
import { resolveWindow } from '../../../src/core/analytics/window.ts';
import type { WindowParams } from '../../../src/protocol/history/window.ts';
import { playColumns, type ListenFixture } from '../../fixtures/playColumns.ts';

const start = Date.parse('2024-11-02T00:00:00Z');
const hour = 3_600_000;
const zones = new ZoneCache();
const contextOf = (columns: PlayColumns): AnalysisContext => ({
  columns,
  now: start + 400 * hour,
  timeZone: 'America/New_York',
  minSeconds: 30,
  zones,
});

const someListen: fc.Arbitrary<ListenFixture> = fc.record({
  endedAt: fc.integer({ min: 0, max: 60 * 100 }).map((minutes) => start + minutes * 60_000),
  msPlayed: fc.constantFrom(-1, 0, 40_000, 180_000, 3_000_000, 9_000_000),
  title: fc.constantFrom('Alpha', 'Beta', 'Gamma'),
  artist: fc.constantFrom('Ana', 'Bea'),
  source: fc.constantFrom('extended' as const, 'account' as const),
});

/** Heard too short to count, so that tracks have the same numbers in all histories. */
const everyTrack: readonly ListenFixture[] = ['Alpha', 'Beta', 'Gamma'].flatMap((title) =>
  ['Ana', 'Bea'].map((artist) => ({ endedAt: start - hour, msPlayed: 5000, title, artist })),
);

const windows: readonly WindowParams[] = [
  { from: '2024-11-01' },
  { from: '2024-11-03', to: '2024-11-04' },
  { from: '2024-11-03T05:30:00Z', to: '2024-11-04T06:20:00Z' },
];

const answers = (columns: PlayColumns): object[] =>
  windows.flatMap((window) => {
    const params = { ...window, kind: 'all' as const };
    const context = contextOf(columns);
    const { history } = resolveWindow(context, params);
    return [history, tasteSummary(context, params), coverage(context, params), repeatRate(context, params)];
  });

describe('what is worked out for columns that continue others', () => {
  it('is what is worked out for them alone', () => {
    fc.assert(
      fc.property(
        fc.array(someListen, { maxLength: 40 }),
        fc.array(someListen, { maxLength: 12 }),
        fc.nat({ max: 40 }),
        fc.boolean(),
        (listens, came, cut, isAsked) => {
          const sorted = [...everyTrack, ...listens.sort((a, b) => Number(a.endedAt) - Number(b.endedAt))];
          const same = Math.min(everyTrack.length + cut, sorted.length);
          const from = Number(sorted[same - 1]!.endedAt) - start;
          const later = came.map((one) => ({ ...one, endedAt: Number(one.endedAt) + Math.max(0, from) }));
          const before = playColumns(sorted);
          const [after, alone] = [0, 1].map(() => playColumns([...sorted.slice(0, same), ...later]));
          if (isAsked) answers(before);
          noteColumnsBefore(after!, before, same);
          expect(answers(after!)).toEqual(answers(alone!));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is right where sums of a long history are kept, and new tracks come', () => {
    const length = 600_000;
    const made = (rows: number, tracks: number): PlayColumns => {
      const names = Array.from({ length: tracks }, (_, id) => `Track ${id}`);
      const rest = playColumns([{ endedAt: start, title: 'Track 0', artist: 'Ana' }]);
      return {
        ...rest,
        length: rows,
        endedAt: Float64Array.from({ length: rows }, (_, row) => start - (length - row) * 60_000),
        msPlayed: Int32Array.from({ length: rows }, (_, row) => 30_000 + ((row * 7919) % 60_000)),
        estimated: new Uint8Array(rows),
        track: Int32Array.from({ length: rows }, (_, row) => (row < length ? row % 50 : tracks - 1)),
        kind: new Uint8Array(rows),
        source: new Uint8Array(rows),
        catalogue: {
          ...rest.catalogue,
          trackName: names,
          trackUri: names.map(() => undefined),
          trackArtist: new Int32Array(tracks),
          trackAlbum: new Int32Array(tracks).fill(-1),
          trackDuration: new Int32Array(tracks).fill(-1),
          trackYear: new Int16Array(tracks),
        },
      };
    };
    const before = made(length, 50);
    tallyTracks(resolveWindow(contextOf(before), { from: '2000-01-01' }));
    const [after, alone] = [made(length + 7, 60), made(length + 7, 60)];
    noteColumnsBefore(after, before, length);
    for (const from of ['2000-01-01', '2024-01-15']) {
      const [kept, fresh] = [after, alone].map((one) => resolveWindow(contextOf(one), { from }));
      expect(tallyTracks(kept!)).toEqual(tallyTracks(fresh!));
      expect(kept!.history).toEqual(fresh!.history);
    }
  });
});

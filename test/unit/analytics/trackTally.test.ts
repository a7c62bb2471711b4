import { expect, it } from 'vitest';
import type { AnalysisContext, PlayColumns } from '../../../src/core/analytics/columns.ts';
import { ZoneCache } from '../../../src/core/analytics/timeZone.ts';
import { tallyTracks } from '../../../src/core/analytics/trackTally.ts';
import { resolveWindow } from '../../../src/core/analytics/window.ts';

const length = 1_000_000;
const tracks = 500;
const start = Date.parse('2015-01-01T00:00:00Z');
const names = Array.from({ length: tracks }, (_, id) => `Track ${id}`);

/** A minute apart, lengths and tracks by a fixed pattern. */
const columns: PlayColumns = {
  length,
  endedAt: Float64Array.from({ length }, (_, row) => start + row * 60_000),
  msPlayed: Int32Array.from({ length }, (_, row) => ((row * 7919) % 60_000) - 1),
  track: Int32Array.from({ length }, (_, row) => (row * row + 3 * row) % tracks),
  estimated: new Uint8Array(length),
  kind: new Uint8Array(length),
  source: new Uint8Array(length),
  catalogue: {
    trackName: names,
    trackUri: names.map(() => undefined),
    trackArtist: new Int32Array(tracks),
    trackAlbum: new Int32Array(tracks).fill(-1),
    artistName: ['Artist'],
    artistUri: [undefined],
    albumName: [],
    albumArtist: new Int32Array(0),
    trackDuration: new Int32Array(tracks).fill(-1),
    trackYear: new Int16Array(tracks),
  },
  superseded: 0,
  gaps: [],
  details: () => {
    throw new Error('Nobody asks for details here.');
  },
};
const context: AnalysisContext = {
  columns,
  now: start + length * 60_000,
  timeZone: 'UTC',
  minSeconds: 30,
  zones: new ZoneCache(),
};

it.each([
  ['all', 0, length],
  ['a short window', 500_000, 500_010],
  ['the first plays', 0, 700_001],
  ['the last plays', 299_999, length],
  ['most of it', 12_345, 987_654],
  ['a little more than what is added up directly', 100_000, 900_000],
])('sums kept of a long history give what adding up gives: %s', (_name, firstRow, endRow) => {
  const iso = (row: number): string => new Date(start + row * 60_000).toISOString();
  for (const min_seconds of [0, 10]) {
    const plays = new Int32Array(tracks);
    const ms = new Float64Array(tracks);
    for (let row = firstRow; row < endRow; row++) {
      const heard = columns.msPlayed[row]!;
      if (min_seconds > 0 && heard < min_seconds * 1000) continue;
      plays[columns.track[row]!]! += 1;
      ms[columns.track[row]!]! += Math.max(0, heard);
    }
    const window = resolveWindow(context, { from: iso(firstRow), to: iso(endRow), min_seconds });
    expect(tallyTracks(window)).toEqual({ plays, ms });
  }
});

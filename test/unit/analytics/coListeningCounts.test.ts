import { describe, expect, it } from 'vitest';
import { countHeard } from '../../../src/core/analytics/coListeningCounts.ts';
import { findArtistSessions } from '../../../src/core/analytics/coListeningSessions.ts';
import { selectPlays } from '../../../src/core/analytics/plays.ts';
import { playColumns } from '../../fixtures/playColumns.ts';
import { seededRandom } from '../../fixtures/seededRandom.ts';

describe('counting what is heard in a range of sessions', () => {
  const random = seededRandom(11);
  const hour = 3_600_000;
  const columns = playColumns(
    Array.from({ length: 20_000 }, (_, at) => at).flatMap((at) => {
      const artists = new Set([random.int(0, 30), random.int(0, 30), random.int(31, 40)]);
      return [...artists].map((artist, play) => ({
        endedAt: Date.UTC(2010, 0, 1) + at * 2 * hour + play * 180_000,
        title: 'Song',
        artist: `Artist ${artist}`,
      }));
    }),
  );
  const sessions = findArtistSessions(columns, selectPlays(columns, { minSeconds: 30, kind: 'music' }));

  it.each([
    { from: 0, to: 20_000 },
    { from: 0, to: 0 },
    { from: 5, to: 8192 },
    { from: 1, to: 8194 },
    { from: 8191, to: 19_999 },
    { from: 3000, to: 17_000 },
  ])('gives what counting one by one gives: %j', ({ from, to }) => {
    const { counts, norms } = countHeard(sessions, { from, to });
    for (let artist = 0; artist < counts.length; artist++) {
      let count = 0;
      let norm = 0;
      for (let session = from; session < to; session++) {
        const own = sessions.songs.subarray(sessions.starts[session], sessions.starts[session + 1]);
        if (!own.includes(artist)) continue;
        count++;
        norm += 1 / Math.sqrt(own.length);
      }
      expect(counts[artist]).toBe(count);
      expect(norms[artist]).toBeCloseTo(norm, 6);
    }
  });
});

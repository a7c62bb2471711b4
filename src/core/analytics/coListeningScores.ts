import type { SeedSongs } from './coListeningSeeds.ts';
import type { Sessions } from './coListeningSessions.ts';

/** Sessions that a song must share with a seed: once is chance. */
export const minTogether = 2;
/** A closeness that rests on `n` common sessions counts n / (n + this). */
const trust = 2;

/** Sessions `from` to `to`, exclusive. */
export interface SessionRange {
  readonly from: number;
  readonly to: number;
}

/** Closeness of songs to seeds. Per song, and 0 where it is none. */
export interface SongScores {
  /** Sum over the seeds. */
  readonly score: Float64Array;
  /** Index of the closest seed. */
  readonly seed: Int32Array;
  /** Sessions shared with it. */
  readonly together: Int32Array;
  /** Per seed: sessions that it was heard in. */
  readonly seedSessions: Int32Array;
  /** Songs with a score. */
  readonly ids: Int32Array;
}

/**
 * Measures how songs go with seeds: the cosine of the sessions that both were heard in, a session of n songs weighing
 * 1/√n (items of long sessions share it by accident), damped where few sessions tell of it. What is popular gains
 * nothing by that: the cosine divides by how often a song is heard, and a song that comes with a seed no more often
 * than by chance (lift ≤ 1) is none. Item-to-item closeness after Deshpande and Karypis, "Item-Based Top-N
 * Recommendation Algorithms" (2004).
 */
export function scoreSongs(sessions: Sessions, seeds: readonly SeedSongs[], range: SessionRange): SongScores {
  const { starts, songs, weight } = sessions;
  const songCount = sessions.plays.length;
  const score = new Float64Array(songCount);
  const best = new Float64Array(songCount);
  const seedOf = new Int32Array(songCount);
  const together = new Int32Array(songCount);
  const seedSessions = new Int32Array(seeds.length);
  const isSeed = new Uint8Array(songCount);
  for (const { songs: own } of seeds) for (const song of own) isSeed[song] = 1;

  const norms = new Float64Array(songCount);
  const counts = new Int32Array(songCount);
  const common = new Int32Array(songCount);
  const commonWeight = new Float64Array(songCount);
  const touched = new Int32Array(songCount);
  for (const [at, seed] of seeds.entries()) {
    const found = sessionsWith(sessions, seed.songs, range);
    seedSessions[at] = found.length;
    let norm = 0;
    let touchedCount = 0;
    for (const session of found) {
      norm += weight[session]!;
      const end = starts[session + 1]!;
      for (let place = starts[session]!; place < end; place++) {
        const song = songs[place]!;
        if (isSeed[song] === 1) continue;
        if (common[song]! === 0) touched[touchedCount++] = song;
        common[song]!++;
        commonWeight[song]! += weight[session]!;
      }
    }
    for (let place = 0; place < touchedCount; place++) {
      const song = touched[place]!;
      const shared = common[song]!;
      const sharedWeight = commonWeight[song]!;
      common[song] = commonWeight[song] = 0;
      if (shared < minTogether) continue;
      if (counts[song] === 0) count(song);
      if (shared * (range.to - range.from) <= found.length * counts[song]!) continue;
      const closeness = (sharedWeight / Math.sqrt(norm * norms[song]!)) * (shared / (shared + trust));
      score[song]! += closeness;
      if (closeness <= best[song]!) continue;
      best[song] = closeness;
      seedOf[song] = at;
      together[song] = shared;
    }
  }
  let found = 0;
  for (let song = 0; song < songCount; song++) if (score[song]! > 0) touched[found++] = song;
  return { score, seed: seedOf, together, seedSessions, ids: touched.slice(0, found) };

  /** How often a song is heard in the range, and how much these sessions weigh. */
  function count(song: number): void {
    const { songStarts, sessionsOf } = sessions;
    for (let place = songStarts[song]!; place < songStarts[song + 1]!; place++) {
      const session = sessionsOf[place]!;
      if (session < range.from || session >= range.to) continue;
      counts[song]!++;
      norms[song]! += weight[session]!;
    }
  }
}

/** The sessions of a range that any of some songs was heard in, each once. */
function sessionsWith(
  { songStarts, sessionsOf }: Sessions,
  songs: readonly number[],
  { from, to }: SessionRange,
): readonly number[] {
  const found = new Set<number>();
  for (const song of songs) {
    for (let place = songStarts[song]!; place < songStarts[song + 1]!; place++) {
      const session = sessionsOf[place]!;
      if (session >= from && session < to) found.add(session);
    }
  }
  return [...found];
}

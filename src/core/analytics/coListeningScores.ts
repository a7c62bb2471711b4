import { countHeard } from './coListeningCounts.ts';
import type { SeedSongs } from './coListeningSeeds.ts';
import type { SessionRange, Sessions } from './coListeningSessions.ts';
import { firstAtLeast } from './firstAtLeast.ts';

/** Sessions that a song must share with a seed: once is chance. */
export const minTogether = 2;
/** A closeness that rests on `n` common sessions counts n / (n + this). */
const trust = 2;

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

/** Scores songs against several seeds at once; see {@link scorerOf} for what closeness is. */
export function scoreSongs(sessions: Sessions, seeds: readonly SeedSongs[], range: SessionRange): SongScores {
  const songCount = sessions.plays.length;
  const score = new Float64Array(songCount);
  const best = new Float64Array(songCount);
  const seedOf = new Int32Array(songCount);
  const together = new Int32Array(songCount);
  const seedSessions = new Int32Array(seeds.length);
  const isSeed = new Uint8Array(songCount);
  for (const { songs: own } of seeds) for (const song of own) isSeed[song] = 1;
  const { scoreSeed } = scorerOf(sessions, range);
  for (const [at, { songs }] of seeds.entries()) {
    seedSessions[at] = scoreSeed(songs, isSeed, (song, closeness, shared) => {
      score[song]! += closeness;
      if (closeness <= best[song]!) return;
      best[song] = closeness;
      seedOf[song] = at;
      together[song] = shared;
    });
  }
  let found = 0;
  const ids = new Int32Array(songCount);
  for (let song = 0; song < songCount; song++) if (score[song]! > 0) ids[found++] = song;
  return { score, seed: seedOf, together, seedSessions, ids: ids.slice(0, found) };
}

export interface SongScorer {
  /**
   * Tells the closeness, 0 to 1, of each song that goes with a seed, and the sessions that both share.
   *
   * @param isSeed 1 per song that is not to be scored
   * @returns sessions that the seed was heard in
   */
  scoreSeed(
    this: void,
    songs: readonly number[],
    isSeed: Uint8Array,
    found: (song: number, closeness: number, together: number) => void,
  ): number;
  /** Sessions that a song was heard in. */
  sessionsWith(this: void, song: number): number;
}

interface Kept extends SessionRange {
  readonly scorer: SongScorer;
}
const scorers = new WeakMap<Sessions, Kept>();

/**
 * Measures how songs go with seeds: the cosine of the sessions that both were heard in, a session of n songs weighing
 * 1/√n (items of long sessions share it by accident), damped where few sessions tell of it. What is popular gains
 * nothing by that: the cosine divides by how often a song is heard, and a song that comes with a seed no more often
 * than by chance (lift ≤ 1) is none. Item-to-item closeness after Deshpande and Karypis, "Item-Based Top-N
 * Recommendation Algorithms" (2004). The scorer of the last range is kept.
 */
export function scorerOf(sessions: Sessions, range: SessionRange): SongScorer {
  let kept = scorers.get(sessions);
  if (kept?.from !== range.from || kept.to !== range.to) {
    kept = { ...range, scorer: createScorer(sessions, range) };
    scorers.set(sessions, kept);
  }
  return kept.scorer;
}

function createScorer(sessions: Sessions, range: SessionRange): SongScorer {
  const { starts, songs, weight } = sessions;
  const songCount = sessions.plays.length;
  const { counts, norms } = countHeard(sessions, range);
  const common = new Int32Array(songCount);
  const commonWeight = new Float64Array(songCount);
  const touched = new Int32Array(songCount);
  return {
    scoreSeed(seed, isSeed, tell) {
      const found = sessionsWith(sessions, seed, range);
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
        if (shared * (range.to - range.from) <= found.length * counts[song]!) continue;
        const cosine = sharedWeight / Math.sqrt(norm * norms[song]!);
        tell(song, cosine * (shared / (shared + trust)), shared);
      }
      return found.length;
    },
    sessionsWith: (song) => counts[song]!,
  };
}

/** The sessions of a range that any of some songs was heard in, each once. */
function sessionsWith(
  { songStarts, sessionsOf }: Sessions,
  songs: readonly number[],
  { from, to }: SessionRange,
): Int32Array {
  const [only] = songs;
  if (only !== undefined && songs.length === 1) {
    const own = sessionsOf.subarray(songStarts[only], songStarts[only + 1]);
    return own.subarray(firstAtLeast(own, from), firstAtLeast(own, to));
  }
  const found = new Set<number>();
  for (const song of songs) {
    for (let place = songStarts[song]!; place < songStarts[song + 1]!; place++) {
      const session = sessionsOf[place]!;
      if (session >= from && session < to) found.add(session);
    }
  }
  return Int32Array.from(found);
}

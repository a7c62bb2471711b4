import { seededRandom, type SeededRandom } from '../../test/fixtures/seededRandom.ts';

/** A track of the made listener; `release` is the same recording once more under another URI. */
export interface MadeTrack {
  readonly title: string;
  readonly album: string;
  readonly artist: number;
  readonly uri: string;
  readonly durationMs: number;
  readonly isLengthKnown: boolean;
}

/** Columns of listens, ascending by end. */
export interface MadeListens {
  readonly length: number;
  readonly endedAt: Float64Array;
  readonly msPlayed: Int32Array;
  readonly track: Int32Array;
  /** 1 = ended by the user. */
  readonly skipped: Uint8Array;
}

export interface MadeListener {
  readonly artists: readonly string[];
  readonly tracks: readonly MadeTrack[];
  readonly listens: MadeListens;
}

const dayMs = 86_400_000;
const lastDay = Date.UTC(2026, 0, 1);
const adjectives = 'Blue Silent Golden Broken Electric Distant Little Wild Paper Crystal Velvet Hollow'.split(
  ' ',
);
const nouns = 'River Night Summer Ghost Engine Garden Mirror Letter Ocean Signal Window Fire Song Road'.split(
  ' ',
);
/** How likely a session begins in each hour of the UTC day. */
const startsByHour = [2, 1, 1, 1, 1, 2, 4, 7, 8, 7, 6, 6, 7, 7, 6, 6, 7, 9, 11, 12, 12, 10, 7, 4];

/**
 * Somebody who listened for many years: few tracks make up most plays (Zipf), plays come in sessions that stay with an
 * artist for a while, evenings are busiest, a third is skipped. Sessions may overlap, as they do with several devices.
 */
export function madeListener(rows: number, seed = 17): MadeListener {
  const random = seededRandom(seed);
  const size = Math.min(100_000, Math.max(1000, Math.round(rows / 10)));
  const artists = Array.from({ length: Math.ceil(size / 10) }, (_, n) => `The ${words(random)} ${n}`);
  const tracks = madeTracks(random, size, artists.length);
  return { artists, tracks, listens: madeListens(random, rows, tracks) };
}

function words(random: SeededRandom): string {
  return `${random.pick(adjectives)} ${random.pick(nouns)}`;
}

function madeTracks(random: SeededRandom, size: number, artists: number): MadeTrack[] {
  const tracks: MadeTrack[] = [];
  while (tracks.length < size) {
    const number = tracks.length;
    const before = tracks[number - 1];
    if (before !== undefined && random.chance(0.05)) {
      tracks.push({
        ...before,
        uri: uriOf(random),
        album: `Best of ${before.album}`,
        durationMs: before.durationMs + 400,
      });
      continue;
    }
    // Tracks of one artist stand together, more of them for those that are heard more.
    const artist = Math.min(artists - 1, Math.floor(artists * (number / size) ** 1.3));
    tracks.push({
      title: `${words(random)} ${number}`,
      album: `${words(random)} ${Math.floor(number / 9)}`,
      artist,
      uri: uriOf(random),
      durationMs: 1000 * random.int(120, 330),
      isLengthKnown: random.chance(0.3),
    });
  }
  return tracks;
}

function uriOf(random: SeededRandom): string {
  return `spotify:track:${random.id()}`;
}

function madeListens(random: SeededRandom, rows: number, tracks: readonly MadeTrack[]): MadeListens {
  const pick = zipf(random, tracks.length);
  const days = Math.round(365.25 * (rows > 1_000_000 ? 20 : 10));
  const ends = new Float64Array(rows);
  const ms = new Int32Array(rows);
  const track = new Int32Array(rows);
  const skipped = new Uint8Array(rows);
  let length = 0;
  for (let day = days; day > 0 && length < rows; day--) {
    let left = Math.min(rows - length, Math.round(((rows - length) / day) * (0.4 + 1.2 * random.next())));
    if (day === 1) left = rows - length;
    const first = lastDay - day * dayMs;
    while (left > 0) {
      let at = first + hourOfStart(random) * 3_600_000 + random.int(0, 3_599) * 1000;
      let song = pick();
      for (let size = Math.min(left, random.int(1, 30)); size > 0; size--, left--) {
        // The next one of the album, or something else.
        song = random.chance(0.45) ? (song + 1) % tracks.length : pick();
        const isSkipped = random.chance(0.33);
        const heard = isSkipped ? random.int(500, 90_000) : tracks[song]!.durationMs;
        at += heard + random.int(0, 4000);
        ends[length] = Math.floor(at / 1000) * 1000;
        ms[length] = heard;
        track[length] = song;
        skipped[length++] = isSkipped ? 1 : 0;
      }
    }
  }
  const order = new Uint32Array(length).map((_, n) => n).sort((a, b) => ends[a]! - ends[b]!);
  return {
    length,
    endedAt: Float64Array.from(order, (n) => ends[n]!),
    msPlayed: Int32Array.from(order, (n) => ms[n]!),
    track: Int32Array.from(order, (n) => track[n]!),
    skipped: Uint8Array.from(order, (n) => skipped[n]!),
  };
}

function hourOfStart(random: SeededRandom): number {
  let left = random.next() * startsByHour.reduce((sum, weight) => sum + weight, 0);
  return Math.max(
    0,
    startsByHour.findIndex((weight) => (left -= weight) < 0),
  );
}

/** Ranks with a probability in proportion to 1 / (rank + 20), spread over all numbers. */
function zipf(random: SeededRandom, size: number): () => number {
  const sums = new Float64Array(size);
  let sum = 0;
  for (let rank = 0; rank < size; rank++) sums[rank] = sum += 1 / (rank + 20);
  return () => {
    const wanted = random.next() * sum;
    let low = 0;
    let high = size - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sums[middle]! < wanted) low = middle + 1;
      else high = middle;
    }
    return (low * 7919) % size;
  };
}

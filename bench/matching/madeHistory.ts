import { seededRandom, type SeededRandom } from '../../test/fixtures/seededRandom.ts';

/** A listen as it was, and what two sources tell of it. */
export interface MadeListen {
  /** Number of the recording. */
  readonly song: number;
  readonly extended: MadeExtended | undefined;
  readonly api: MadePlay | undefined;
}

export interface MadeExtended {
  /** Unix ms, whole seconds. */
  readonly endedAt: number;
  readonly msPlayed: number;
  readonly reasonEnd: string;
  readonly offlineAt: number | undefined;
  readonly uri: string;
}

export interface MadePlay {
  /** Unix ms. */
  readonly playedAt: number;
  readonly uri: string;
}

/** How far `played_at` is from the true end. No public data tells, so there are several guesses. */
export interface Jitter {
  readonly name: string;
  /** Share of plays and the largest distance in seconds, evenly spread; the shares add up to 1. */
  readonly parts: readonly (readonly [share: number, seconds: number])[];
}

export const jitters: readonly Jitter[] = [
  { name: 'narrow', parts: [[0.95, 2], [0.05, 20]] }, // prettier-ignore
  { name: 'middle', parts: [[0.8, 3], [0.15, 20], [0.04, 60], [0.01, 120]] }, // prettier-ignore
  { name: 'wide', parts: [[0.5, 10], [0.3, 30], [0.15, 60], [0.05, 180]] }, // prettier-ignore
];

/** Shares of the noise that exports-and-history facts §5 to §7 and §11 name, as the table of the benchmark says. */
export const noise = {
  startInsteadOfEnd: 0.03,
  lateEnd: 0.02,
  /** Of the late ones: no usable `offline_timestamp`. */
  lateWithoutStamp: 0.2,
  relinked: 0.05,
  paused: 0.05,
  /** The listen before is heard again at once. */
  replayed: 0.06,
  /** Ended by the user: recently-played leaves it out. */
  skipped: 0.25,
  /** Reported by one source alone, though both should. */
  notInExtended: 0.03,
  notInApi: 0.02,
  /** Shorter than 90 s when heard in full. */
  shortTracks: 0.05,
};

const songs = 3000;

/** A made listener: sessions of songs one after the other, some heard again and again. */
export function madeHistory(listens: number, jitter: Jitter, seed: number): MadeListen[] {
  const random = seededRandom(seed);
  const lengths = Array.from({ length: songs }, () =>
    random.chance(noise.shortTracks) ? random.int(35_000, 90_000) : random.int(120_000, 320_000),
  );
  const made: MadeListen[] = [];
  let clock = Date.UTC(2020, 0, 1);
  let song = 0;
  while (made.length < listens) {
    if (random.chance(0.06)) clock += random.int(30, 900) * 60_000;
    if (!random.chance(noise.replayed)) song = Math.floor(songs * random.next() ** 2);
    const length = lengths[song] as number;
    const isSkipped = random.chance(noise.skipped);
    const msPlayed = isSkipped ? random.int(1000, length) : length;
    const pause = random.chance(noise.paused) ? random.int(5, 600) * 1000 : 0;
    const startedAt = clock;
    const endedAt = startedAt + msPlayed + pause;
    clock = endedAt + random.int(0, 1500);
    const truth = { song, startedAt, endedAt, msPlayed };
    made.push({
      song,
      extended: random.chance(noise.notInExtended) ? undefined : extendedOf(random, truth, isSkipped),
      api: isSkipped || random.chance(noise.notInApi) ? undefined : playOf(random, truth, jitter),
    });
  }
  return made;
}

interface Truth {
  readonly song: number;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly msPlayed: number;
}

function extendedOf(random: SeededRandom, truth: Truth, isSkipped: boolean): MadeExtended {
  const isLate = random.chance(noise.lateEnd);
  const lateness = isLate ? random.int(10, 250_000) * 1000 : 0;
  const hasStamp = !isLate || !random.chance(noise.lateWithoutStamp);
  return {
    endedAt: Math.round((truth.endedAt + lateness) / 1000) * 1000,
    msPlayed: truth.msPlayed,
    reasonEnd: isLate ? 'unexpected-exit' : isSkipped ? 'fwdbtn' : 'trackdone',
    offlineAt: hasStamp ? Math.floor(truth.startedAt / 1000) * 1000 : undefined,
    uri: `song ${truth.song}`,
  };
}

function playOf(random: SeededRandom, truth: Truth, jitter: Jitter): MadePlay {
  const [, seconds] = random.pickWeighted(jitter.parts, ([share]) => share);
  const error = Math.round((random.next() * 2 - 1) * seconds * 1000);
  const isStart = random.chance(noise.startInsteadOfEnd);
  const small = Math.round((random.next() * 2 - 1) * 3000);
  return {
    playedAt: isStart ? truth.startedAt + small : truth.endedAt + error,
    uri: random.chance(noise.relinked) ? `song ${truth.song} elsewhere` : `song ${truth.song}`,
  };
}

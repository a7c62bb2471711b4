import type { Observation } from '../../../src/core/history/observation.ts';
import type { CollectedPlay, LiveListen } from '../../../src/protocol/collect/collectedPlay.ts';
import { seededRandom } from '../../fixtures/seededRandom.ts';
import { live, play } from './polls.ts';
import { account, extended, minute, start, uriOf } from './stores.ts';

/** A listener whose every listen is known, and what each source tells of it. */
export interface MadeTruth {
  /** Ends of the plays that an exact history tells, ascending, each with the title that was heard. */
  readonly plays: readonly (readonly [endedAt: number, title: string])[];
  /** Heard ms of plays that no export tells, by `played_at`, where the player was watched. */
  readonly heard: ReadonlyMap<number, number>;
  readonly account: readonly Observation[];
  /** A first download, in one file. */
  readonly first: readonly Observation[];
  /** A later download of the same account, in two files; it has other words for some of the same listens. */
  readonly second: readonly [readonly Observation[], readonly Observation[]];
  /** Pages as they were read one after the other; they overlap, and some plays come late. */
  readonly polls: readonly (readonly CollectedPlay[])[];
  readonly live: readonly LiveListen[];
}

interface Listen {
  readonly song: number;
  readonly endedAt: number;
  readonly msPlayed: number;
  /** The export tells the end so much too late. */
  readonly lateBy: number;
}

const songs = 6;

/**
 * The listens lie one after the other; the last quarter is in the account package but in no extended one, and the last
 * eighth is known to recently-played alone.
 */
export function madeTruth(seed: number, count = 32): MadeTruth {
  const random = seededRandom(seed);
  const listens: Listen[] = [];
  let clock = start;
  for (let n = 0; n < count; n++) {
    const before = listens.at(-1);
    const isReplay = before !== undefined && random.chance(0.25);
    const msPlayed = isReplay ? before.msPlayed : random.int(180, 240) * 1000;
    clock += msPlayed + random.int(0, 20) * 1000;
    const lateBy = random.chance(0.15) ? random.int(600, 90_000) * 1000 : 0;
    listens.push({
      song: isReplay ? before.song : random.int(1, songs),
      endedAt: clock,
      msPlayed,
      lateBy,
    });
    if (random.chance(0.1)) clock += random.int(1, 20) * 60 * minute;
  }
  // A download holds what was written down before it: a time that is late lies before it all the same.
  const cut = listens[(count * 3) / 4 - 1]?.endedAt ?? 0;
  for (const [n, one] of listens.entries()) {
    if (one.endedAt + one.lateBy > cut) listens[n] = { ...one, lateBy: 0 };
  }
  const inExtended = listens.slice(0, (count * 3) / 4);
  const inAccount = listens.slice(0, (count * 7) / 8);
  const rows = inExtended.map((one) => rowOf(one));
  const firstCut = listens[count / 2]?.endedAt ?? 0;
  const isEarly = ({ endedAt, lateBy }: Listen): boolean => endedAt + lateBy <= firstCut;
  const later = inExtended.map((one, n) =>
    n % 3 === 0 && (one.lateBy === 0 || isEarly(one))
      ? rowOf(one, { reasonEnd: 'none', offlineAt: startOf(one) + 731, skipped: undefined })
      : rowOf(one),
  );
  const collected = listens.flatMap((one, n) => {
    // The first third was heard before anything was collected; a skipped listen is never told.
    if (n < count / 3 || (n < inAccount.length && n % 7 === 0)) return [];
    // The start of a replay is the end of the listen before: nobody could tell them apart.
    const hasNeighbour = [listens[n - 1], listens[n + 1]].some((other) => other?.song === one.song);
    const isStart = !hasNeighbour && n < inExtended.length && random.chance(0.2);
    const at = (isStart ? startOf(one) : one.endedAt) + random.int(-4000, 4000);
    const id = random.chance(0.2) ? { uri: uriOf(one.song + 100) } : {};
    return [{ one, n, told: play(one.song, at, id) }];
  });
  const late = collected.filter((_, index) => index % 5 === 2).map(({ told }) => told);
  const inTime = collected.filter((_, index) => index % 5 !== 2).map(({ told }) => told);
  const watched = collected.filter(({ n }) => n % 2 === 0);
  return {
    plays: listens.map((one, n) => [
      n < inExtended.length
        ? one.endedAt
        : n < inAccount.length
          ? Math.floor(one.endedAt / minute) * minute
          : (collected.find((other) => other.n === n)?.told.played_at ?? Number.NaN),
      `Song ${one.song}`,
    ]),
    heard: new Map(
      watched
        .filter(({ n }) => n >= inAccount.length)
        .map(({ one, told }) => [told.played_at, one.msPlayed - 777]),
    ),
    account: inAccount.map((one) => account(one.song, one.endedAt + one.lateBy, { msPlayed: one.msPlayed })),
    first: rows.filter(({ endedAt }) => endedAt <= firstCut),
    second: [later.slice(0, rows.length / 3), later.slice(rows.length / 3)],
    polls: [
      inTime.slice(0, inTime.length / 2 + 2),
      inTime.slice(inTime.length / 2 - 2),
      [...late, ...inTime.slice(-3)],
    ],
    live: watched.map(({ one }) => live(one.song, startOf(one), one.endedAt, one.msPlayed - 777)),
  };
}

function startOf({ endedAt, msPlayed }: Listen): number {
  return endedAt - msPlayed;
}

function rowOf(one: Listen, fields: Partial<Observation> = {}): Observation {
  return extended(one.song, one.endedAt + one.lateBy, {
    msPlayed: one.msPlayed,
    offlineAt: startOf(one),
    reasonEnd: one.lateBy > 0 ? 'unexpected-exit' : 'trackdone',
    ...fields,
  });
}

import type { GapReason, Kind, Source } from '../../../../src/protocol/history/window.ts';
import { seededRandom } from '../../../fixtures/seededRandom.ts';
import { makeCatalogue, type MadeCatalogue } from './catalogue.ts';
import { clocks } from './clocks.ts';
import { describeListen, type ListenDetails } from './details.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** One listen, with all that is true of it. */
export interface MadeListen extends ListenDetails {
  /** Its place among all, ascending by end. */
  readonly index: number;
  /** Its end, Unix ms. */
  readonly at: number;
  /** Heard, −1 where nobody knows. */
  readonly ms: number;
  readonly track: number;
  readonly kind: Kind;
  readonly source: Source;
  readonly estimated: boolean;
}

export interface MadeGap {
  readonly from: number;
  readonly to: number;
  readonly reason: Exclude<GapReason, 'after_last_listen'>;
}

export interface MadeListener {
  readonly catalogue: MadeCatalogue;
  readonly listens: readonly MadeListen[];
  readonly gaps: readonly MadeGap[];
  readonly superseded: number;
}

/** Listens of music of 30 seconds and more, and those of which it is known that they were played to their end. */
export const playCount = 300_000;

const firstDay = Date.UTC(2010, 0, 1);
const lastDay = Date.UTC(2014, 11, 31);

/** Days without a listen, both in it: some of them a gap, some a silence. */
const quiet = [
  { from: '2011-08-03', to: '2011-08-12', gap: 'off' },
  { from: '2013-06-10', to: '2013-06-15' },
  { from: '2014-02-01', to: '2014-02-04', gap: 'signed_out' },
] as const;

/** Days when Spotify meant different things by a skip, after years of which nothing is known. */
const laterDays = [
  '2015-04-11',
  '2015-04-12',
  '2015-04-13',
  '2022-10-15',
  '2022-10-16',
  '2022-10-17',
  '2022-10-20',
];

/** Gaps from the last listen before an instant to the next one: some in the weeks in which clocks change. */
const smallGaps = [
  { at: '2011-12-29T21:00Z', reason: 'missed' },
  { at: '2012-03-10T20:00Z', reason: 'outage' },
  { at: '2012-11-03T12:00Z', reason: 'missed' },
  { at: '2013-04-08T10:00Z', reason: 'missed' },
  { at: '2013-10-03T10:00Z', reason: 'missed' },
  { at: '2015-04-20T00:00Z', reason: 'paused' },
] as const;

/** Runs of one track, the second of which has a gap after its eighth play. */
const runs = [
  { at: '2012-07-04T02:00Z', plays: 11 },
  { at: '2012-07-10T02:00Z', plays: 14, cutAfter: 8 },
  { at: '2013-07-04T02:00Z', plays: 11 },
] as const;

type Rough = Omit<MadeListen, 'index' | keyof ListenDetails>;

/** The same listener each time. */
export function makeListener(): MadeListener {
  const random = seededRandom(20111230);
  const catalogue = makeCatalogue(random);
  const { songs, tracks } = catalogue;
  const rough: Rough[] = [];
  let plays = 0;
  const add = (one: Rough): void => {
    rough.push(one);
    if (one.kind === 'music' && (one.estimated || one.ms >= 30 * second)) plays++;
  };

  // What is listened to: by Zipf's law among what is known by then, and a few favourites of the month.
  let favourites: number[] = [];
  let favouriteMonth = -1;
  const pickSong = (at: number): number => {
    const month = Math.floor(at / (30 * day));
    const part = Math.min(1, (at - firstDay) / (lastDay - firstDay));
    const known = Math.floor(500 + (songs.length - 500) * part);
    const ranked = (): number => songs[Math.floor(Math.exp(random.next() * Math.log(known))) - 1]!;
    if (month !== favouriteMonth) {
      favouriteMonth = month;
      favourites = Array.from({ length: 30 }, () => songs[random.int(0, known - 1)]!);
    }
    return random.chance(0.35) ? random.pick(favourites) : ranked();
  };

  const sourceAt = (at: number): Source => {
    if (at > Date.UTC(2013, 2) && at < Date.UTC(2013, 5)) return 'account';
    if (at > Date.UTC(2014, 8) && at < Date.UTC(2015, 0) && random.chance(0.8)) return 'api';
    return at > Date.UTC(2010, 1) && random.chance(0.01) ? 'account' : 'extended';
  };

  const lengthOf = (source: Source): number => {
    if (random.chance(0.12)) return random.pick([0, 2999, 3000, 29_999, random.int(0, 29_999)]);
    if (source !== 'extended' && random.chance(0.01)) return -1;
    if (random.chance(0.02)) return random.pick([30_000, 120_000, 120_001]);
    if (random.chance(0.0006)) return random.int(hour, 4 * hour);
    return random.int(30 * second, 400 * second);
  };

  /** @param previous the track before, which may be heard again */
  const describe = (at: number, previous: number): Omit<Rough, 'at'> => {
    const source = sourceAt(at);
    const kind = random.chance(0.955) ? 'music' : random.pick(['podcast', 'video', 'audiobook'] as const);
    const track =
      kind === 'podcast'
        ? random.pick(catalogue.episodes)
        : kind === 'audiobook'
          ? random.pick(catalogue.chapters)
          : previous >= 0 && random.chance(0.06)
            ? previous
            : pickSong(at);
    const estimated = source === 'api' && random.chance(0.9);
    const ms = estimated
      ? random.pick([tracks[track]!.duration ?? 200_000, -1, 20_000, 180_000])
      : lengthOf(source);
    return { ms, track, kind, source, estimated };
  };

  const listenOnDay = (start: number, wanted: number): void => {
    const target = plays + wanted;
    let at = start + random.int(0, 6 * 60) * minute;
    let previous = -1;
    while (plays < target) {
      for (let left = random.int(1, 45); left > 0 && plays < target; left--) {
        const one = describe(at, previous);
        at += Math.max(0, one.ms) + (random.chance(0.1) ? random.int(0, 1500) * second : 0);
        // Files of exports have whole seconds, and several listens of one second.
        if (one.source !== 'api') at = Math.ceil(at / second) * second;
        if (random.chance(0.003)) at = Math.max(start, rough[rough.length - 1]?.at ?? at);
        add({ at, ...one });
        previous = one.kind === 'music' ? one.track : -1;
      }
      // Sessions that just end, and some that just do not.
      at += random.chance(0.1) ? 30 * minute + random.int(0, 1) : random.int(31, 100) * minute;
      if (random.chance(0.1)) {
        const one = { ...describe(at, -1), ms: 180_000 };
        at += one.ms;
        add({ at, ...one });
      }
    }
  };

  for (const date of laterDays) listenOnDay(Date.parse(date), 150);
  for (const { at, plays: count } of runs) {
    const track = pickSong(Date.parse(at));
    for (let k = 1; k <= count; k++) {
      add({
        at: Date.parse(at) + k * minute,
        ms: 45_000,
        track,
        kind: 'music',
        source: 'extended',
        estimated: false,
      });
    }
  }
  for (const at of sharpInstants()) add({ ...describe(at, -1), at });

  const quietTimes = quiet.map(({ from, to }) => [Date.parse(from), Date.parse(to) + day]);
  // The minutes around the runs belong to them alone.
  const runTimes = runs.map(({ at, plays: count }) => [
    Date.parse(at) + 1,
    Date.parse(at) + (count + 8) * minute,
  ]);
  const isIn = (times: readonly number[][], at: number): boolean =>
    times.some(([from, to]) => at >= from! && at < to!);
  for (let start = firstDay; start <= lastDay; start += day) {
    if (isIn(quietTimes, start) || (random.chance(0.04) && start < lastDay)) continue;
    const left = (lastDay - start) / day + 1;
    const before = rough.length;
    const wanted = ((playCount - plays) / left) * (0.5 + random.next());
    listenOnDay(start, start === lastDay ? playCount - plays : Math.round(wanted));
    for (let k = rough.length - 1; k >= before; k--) {
      const { at, kind, ms, estimated } = rough[k]!;
      const leaves = isIn(quietTimes, at) || isIn(runTimes, at) || at >= lastDay + day;
      if (!leaves || start === lastDay) continue;
      rough.splice(k, 1);
      if (kind === 'music' && (estimated || ms >= 30 * second)) plays--;
    }
  }
  const listens = rough
    .sort((a, b) => a.at - b.at)
    .map((one, index): MadeListen => ({ ...one, index, ...describeListen(one, random) }));
  return { catalogue, listens, gaps: gapsIn(listens), superseded: 1234 };

  /** Around every change of the clocks, and at local midnight of some days, to the millisecond. */
  function sharpInstants(): number[] {
    const found: number[] = [];
    for (const clock of clocks.values()) {
      for (const change of clock.changes.filter((at) => at > firstDay && at < lastDay)) {
        for (const near of [-60, -30, -15, 0, 15, 30, 60]) {
          for (const ms of [-1, 0, 1]) found.push(change + near * minute + ms);
        }
        for (let k = 0; k < 30; k++) found.push(change + random.int(-3 * hour, 3 * hour));
      }
      const midnights = ['2011-01-01', '2012-01-01', '2013-01-01', '2014-01-01', '2012-02-29', '2012-03-01'];
      for (const date of [
        ...midnights,
        '2011-12-29',
        '2011-12-30',
        '2011-12-31',
        '2012-11-05',
        '2013-04-08',
      ]) {
        for (const ms of [-1, 0, 1]) found.push(clock.midnight(date) + ms);
      }
    }
    return found;
  }
}

function gapsIn(listens: readonly MadeListen[]): MadeGap[] {
  const gapAt = (at: number, reason: MadeGap['reason']): MadeGap => {
    const next = listens.findIndex((listen) => listen.at > at);
    return { from: listens[next - 1]!.at, to: listens[next]!.at, reason };
  };
  return [
    ...quiet.flatMap((one) => ('gap' in one ? [gapAt(Date.parse(one.from) + day, one.gap)] : [])),
    ...smallGaps.map(({ at, reason }) => gapAt(Date.parse(at), reason)),
    ...runs.flatMap((run) =>
      'cutAfter' in run ? [gapAt(Date.parse(run.at) + run.cutAfter * minute, 'missed')] : [],
    ),
  ].sort((a, b) => a.from - b.from);
}

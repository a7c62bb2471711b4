import { kinds, type By, type Kind } from '../../../../src/protocol/history/window.ts';
import { decimals } from '../insights/slowHistory.ts';
import type { MadeTrack } from './catalogue.ts';
import { dateOf, type Clock } from './clocks.ts';
import { kept } from './kept.ts';
import type { MadeListen, MadeListener } from './listener.ts';

const dayLength = 24 * 3_600_000;

/** A window as it is asked for: local dates, the end exclusive. */
export interface Dates {
  readonly from: string;
  readonly to: string;
}

/** Unix ms, the end exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface Rule {
  readonly kind: Kind | 'all';
  readonly minSeconds: number;
}
export const usualRule: Rule = { kind: 'music', minSeconds: 30 };

/** What is true of the made listener, by one clock and one play rule. */
export class History {
  readonly made: MadeListener;
  readonly clock: Clock;
  readonly now: number;
  readonly rule: Rule;
  /** Listens that count as plays. */
  readonly plays: readonly MadeListen[];
  /** Local hours since 1970-01-01, per listen. */
  readonly hours: Int32Array;
  /** Of which nothing is known. */
  readonly unknown: readonly Stretch[];

  constructor(made: MadeListener, clock: Clock, now: number, rule = usualRule) {
    this.made = made;
    this.clock = clock;
    this.now = now;
    this.rule = rule;
    this.plays = kept(made, `plays ${rule.kind} ${rule.minSeconds}`, () => playsOf(made, rule));
    this.hours = kept(made, clock.zone, () => clock.hoursAt(made.listens.map(({ at }) => at)));
    const last = made.listens[made.listens.length - 1]!.at;
    this.unknown = made.gaps.map(({ from, to }) => ({ start: from, end: to }));
    if (now > last + dayLength) this.unknown = [...this.unknown, { start: last, end: now }];
  }

  /** Days since 1970-01-01 local, and hours. */
  hourOf(play: MadeListen): number {
    return this.hours[play.index]!;
  }

  dayOf(play: MadeListen): number {
    return Math.floor(this.hours[play.index]! / 24);
  }

  dateOf(play: MadeListen): string {
    return dateOf(this.dayOf(play));
  }

  isUnknown({ start, end }: Stretch): boolean {
    return start < end && this.unknown.some((other) => other.start < end && other.end > start);
  }

  /** How much of a stretch is known, ms. */
  knownTime({ start, end }: Stretch): number {
    const lost = this.unknown.map((one) => Math.min(end, one.end) - Math.max(start, one.start));
    return end - start - lost.reduce((sum, ms) => sum + Math.max(0, ms), 0);
  }

  /** The gap between a play and the one before it, if plays may be missing there. */
  isCutBefore(place: number): boolean {
    const before = this.plays[place - 1]?.at ?? -Infinity;
    const at = this.plays[place]?.at ?? Infinity;
    return this.made.gaps.some(({ from, to }) => (before <= from && from < at) || (before < to && to <= at));
  }

  window({ from, to }: Dates): Window {
    return this.stretch({ start: this.clock.midnight(from), end: this.clock.midnight(to) });
  }

  /** All there is, up to the end of today. */
  everything(): Window {
    const end = this.clock.midnight(dateOf(this.clock.dayAt(this.now) + 1));
    return this.stretch({ start: this.made.listens[0]!.at, end });
  }

  stretch({ start, end }: Stretch): Window {
    const first = firstFrom(this.plays, start);
    const last = firstFrom(this.plays, end);
    const plays = kept(this.plays, `${first} ${last}`, () => this.plays.slice(first, last));
    return { history: this, start, end, first, plays };
  }
}

/** What one question is about. */
export interface Window extends Stretch {
  readonly history: History;
  readonly plays: readonly MadeListen[];
  /** Where they begin in the plays of the history. */
  readonly first: number;
}

/** What every answer says of its window. */
export function answered({ history: { clock }, start, end }: Window): object {
  return { window_start: clock.iso(start), window_end: clock.iso(end), timezone: clock.zone };
}

function playsOf({ listens }: MadeListener, { kind, minSeconds }: Rule): readonly MadeListen[] {
  const wanted: readonly Kind[] = kind === 'all' ? kinds : [kind];
  return listens.filter(
    (one) => wanted.includes(one.kind) && (one.estimated || minSeconds === 0 || one.ms >= minSeconds * 1000),
  );
}

/** The place of the first listen that ended at an instant or later. */
export function firstFrom(listens: readonly MadeListen[], instant: number): number {
  let [low, high] = [0, listens.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (listens[middle]!.at < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Plays and time of one thing. */
export interface Count {
  readonly id: number;
  plays: number;
  ms: number;
}

/** @param idOf what a play is a play of; −1 for nothing */
export function countBy(
  plays: readonly MadeListen[],
  idOf: (play: MadeListen) => number,
): Map<number, Count> {
  const counts = new Map<number, Count>();
  for (const play of plays) {
    const id = idOf(play);
    if (id < 0) continue;
    let count = counts.get(id);
    if (count === undefined) counts.set(id, (count = { id, plays: 0, ms: 0 }));
    count.plays++;
    count.ms += Math.max(0, play.ms);
  }
  return counts;
}

export function heardIn(plays: readonly MadeListen[]): number {
  let sum = 0;
  for (const { ms } of plays) sum += Math.max(0, ms);
  return sum;
}
export const hoursOf = (ms: number): number => decimals(ms, 3_600_000, 2);

export const valueBy =
  (by: By) =>
  ({ plays, ms }: { plays: number; ms: number }): number =>
    by === 'plays' ? plays : ms;

/** By each number, the greatest first, then by what a reader sees. */
export function ranked<T>(
  items: Iterable<T>,
  values: readonly ((item: T) => number)[],
  labels: (item: T) => readonly string[],
): T[] {
  return [...items].sort((a, b) => {
    for (const value of values) {
      const more = value(b) - value(a);
      if (more !== 0) return more;
    }
    const [own, other] = [labels(a), labels(b)];
    const place = own.findIndex((text, k) => text !== other[k]);
    return place < 0 ? 0 : own[place]! < other[place]! ? -1 : 1;
  });
}

export function rankedBy(
  counts: Iterable<Count>,
  by: By,
  labels: (id: number) => readonly string[],
): Count[] {
  const other = by === 'plays' ? 'time' : 'plays';
  return ranked(counts, [valueBy(by), valueBy(other)], ({ id }) => labels(id));
}

/** `uri` as answers have it. */
export function uriField(uri: string | undefined): { uri?: string } {
  return isSpotify({ uri }) ? { uri: uri! } : {};
}

export function isSpotify({ uri }: Pick<MadeTrack, 'uri'>): boolean {
  return uri !== undefined && uri.startsWith('spotify:');
}

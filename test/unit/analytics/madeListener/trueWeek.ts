import { decimals } from '../insights/slowHistory.ts';
import type { Clock } from './clocks.ts';
import { answered, heardIn, hoursOf, type Window } from './truth.ts';

const minute = 60_000;
const hour = 60 * minute;
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** An hour as the clock shows it once: of an hour that comes twice there are two, one that is cut is shorter. */
interface ShownHour {
  readonly start: number;
  readonly end: number;
  /** 0 = Monday midnight. */
  readonly cell: number;
}

function shownHour(clock: Clock, instant: number): ShownHour {
  const span = clock.spanAt(instant);
  const offset = span.offset * minute;
  const local = Math.floor((instant + offset) / hour);
  return {
    start: Math.max(span.start, local * hour - offset),
    end: Math.min(span.end, (local + 1) * hour - offset),
    cell: cellOf(local),
  };
}

/** 1970-01-01 was a Thursday. */
const cellOf = (localHour: number): number => (localHour + 3 * 24) % 168;

/** Plays where they ended; time where it was heard, no more in an hour than the hour is long. */
function tally({ history, plays }: Window): { plays: number[]; ms: number[] } {
  const counts = new Array<number>(168).fill(0);
  const ms = new Array<number>(168).fill(0);
  const heard = new Map<number, { hour: ShownHour; ms: number }>();
  let shown = shownHour(history.clock, 0);
  for (const play of plays) {
    counts[cellOf(history.hourOf(play))]!++;
    for (let at = play.at - Math.max(0, play.ms); at < play.at; at = shown.end) {
      if (at < shown.start || at >= shown.end) shown = shownHour(history.clock, at);
      const part = Math.min(play.at, shown.end) - at;
      const known = heard.get(shown.start);
      if (known === undefined) heard.set(shown.start, { hour: shown, ms: part });
      else known.ms += part;
    }
  }
  for (const one of heard.values()) ms[one.hour.cell]! += Math.min(one.ms, one.hour.end - one.hour.start);
  return { plays: counts, ms };
}

function asRows<T>(cells: readonly T[]): T[][] {
  return weekdays.map((_, day) => cells.slice(day * 24, day * 24 + 24));
}

export function weekOf(window: Window): { plays: number[][]; minutes: number[][] } {
  const { plays, ms } = tally(window);
  return { plays: asRows(plays), minutes: asRows(ms.map((cell) => decimals(cell, minute, 1))) };
}

export function heatmap(window: Window): object {
  const { plays, ms } = tally(window);
  const most = Math.max(...plays);
  const [best] = plays
    .map((count, cell) => ({ count, cell, ms: ms[cell]! }))
    .filter(({ count }) => count === most)
    .sort((a, b) => b.ms - a.ms || a.cell - b.cell);
  return {
    ...answered(window),
    plays: window.plays.length,
    hours: hoursOf(heardIn(window.plays)),
    ...(most > 0 && {
      busiest: { weekday: weekdays[Math.floor(best!.cell / 24)]!, hour: best!.cell % 24, plays: most },
    }),
    heatmap: weekOf(window),
  };
}

import { dateOf } from './clocks.ts';
import { kept } from './kept.ts';
import type { MadeListen } from './listener.ts';
import type { History, Window } from './truth.ts';

export interface TrueDay {
  readonly date: string;
  /** `open`: before the first listen, or today and later without a play yet. */
  readonly state: 'listened' | 'silent' | 'unknown' | 'open';
  readonly plays: number;
}

/** Every date of the calendar, from the day before the first listen to the one after today. */
export function trueDays(history: History): readonly TrueDay[] {
  return kept(history, 'days', () => readDays(history));
}

function readDays(history: History): TrueDay[] {
  const { made, clock, now } = history;
  const counts = new Map(
    daysWithPlays(history.stretch({ start: -Infinity, end: Infinity })).map((day) => [
      day.date,
      day.end - day.first,
    ]),
  );
  const first = clock.dayAt(made.listens[0]!.at);
  const today = clock.dayAt(now);
  const days: TrueDay[] = [{ date: dateOf(first - 1), state: 'open', plays: 0 }];
  for (let day = first; day <= today + 1; day++) {
    const date = dateOf(day);
    if (!clock.has(date)) continue;
    const own = counts.get(date) ?? 0;
    const whole = { start: clock.midnight(date), end: clock.midnight(dateOf(day + 1)) };
    const state =
      own > 0 ? 'listened' : day >= today ? 'open' : history.isUnknown(whole) ? 'unknown' : 'silent';
    days.push({ date, state, plays: own });
  }
  return days;
}

/** Days in a row that are alike; the last one is in it. */
export interface TrueRun {
  readonly first: number;
  readonly last: number;
}

export const lengthOf = ({ first, last }: TrueRun): number => last - first + 1;

/** The places of the days that a window touches, up to today. */
export function placesIn(days: readonly TrueDay[], { history, start, end }: Window): TrueRun {
  const { clock, now } = history;
  const from = clock.dateAt(start);
  const to = [clock.dateAt(end - 1), clock.dateAt(now)].sort()[0]!;
  const inside = days.flatMap(({ date }, place) => (place > 0 && date >= from && date <= to ? [place] : []));
  return { first: inside[0]!, last: inside[inside.length - 1]! };
}

/** In time order. */
export function runsOf(
  days: readonly TrueDay[],
  state: TrueDay['state'],
  { first, last }: TrueRun,
): TrueRun[] {
  const runs: TrueRun[] = [];
  for (let place = first; place <= last; place++) {
    if (days[place]!.state !== state) continue;
    const run = runs[runs.length - 1];
    if (run?.last === place - 1) runs[runs.length - 1] = { first: run.first, last: place };
    else runs.push({ first: place, last: place });
  }
  return runs;
}

/** Plays of a local day: places in those of a window, the end exclusive. */
interface DayPlays {
  readonly date: string;
  readonly first: number;
  readonly end: number;
}

/** Local days that have plays, oldest first, each with its plays. */
export function daysWithPlays({ history, plays }: Window): readonly DayPlays[] {
  return kept(plays, `days ${history.clock.zone}`, () => cutIntoDays(history, plays));
}

function cutIntoDays(history: History, plays: readonly MadeListen[]): DayPlays[] {
  const days = new Map<number, { first: number; end: number }>();
  plays.forEach((play, place) => {
    const day = days.get(history.dayOf(play));
    if (day === undefined) days.set(history.dayOf(play), { first: place, end: place + 1 });
    else day.end = place + 1;
  });
  return Array.from(days, ([day, range]) => ({ date: dateOf(day), ...range }));
}

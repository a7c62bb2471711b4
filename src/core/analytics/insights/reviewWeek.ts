import type { Highlight } from '../../../protocol/history/insights/yearInReview.ts';
import { localHours } from '../localHours.ts';
import type { PlayWindow } from '../window.ts';

/** 1970-01-01 was a Thursday. */
const weekdays = ['Thursday', 'Friday', 'Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday'] as const;
const mondayFirst = [4, 5, 6, 0, 1, 2, 3] as const;

/** Plays by hour of the local day, midnight first. */
export function clockOf(window: PlayWindow): number[] {
  const clock = Array.from({ length: 24 }, () => 0);
  eachHour(window, (hour, plays) => (clock[modulo(hour, 24)]! += plays));
  return clock;
}

/** The weekday with most plays, of equals the first from Monday on. */
export function topWeekday(window: PlayWindow): Highlight[] {
  const counts = weekdays.map(() => 0);
  eachHour(window, (hour, plays) => (counts[modulo(Math.floor(hour / 24), 7)]! += plays));
  const most = Math.max(...counts);
  if (most === 0) return [];
  const day = mondayFirst.find((weekday) => counts[weekday] === most)!;
  return [{ what: 'top_weekday', name: weekdays[day], plays: most }];
}

/** @param count of the plays in some hour, in hours since 1970-01-01 local */
function eachHour(window: PlayWindow, count: (hour: number, plays: number) => void): void {
  const { hour, start } = localHours(window);
  for (let k = 0; k < hour.length; k++) count(hour[k]!, start[k + 1]! - start[k]!);
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

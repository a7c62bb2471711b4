import type { TimeZone } from '../timeZone.ts';
import type { PlayWindow } from '../window.ts';
import { daysLeftOut, localDays } from './localDays.ts';
import { unknownTimes } from './unknownTime.ts';

/** What is known of a local day. */
export const dayState = {
  /** No play. */
  silent: 0,
  listened: 1,
  /** No play is known, but nothing is known of some of the day either. */
  unknown: 2,
  /** Neither: today or later without a play yet, or before there was an account. */
  open: 3,
  /** The calendar left it out: the days around it are neighbours. */
  absent: 4,
} as const;

/** The states of the days from the one before the first listen to tomorrow, or the day after the last listen. */
export interface DayStates {
  /** Days since 1970-01-01 local. */
  readonly firstDay: number;
  /** One a day. */
  readonly states: Uint8Array;
  /** Plays of each day. */
  readonly plays: Int32Array;
}

/** The days of the whole history, whatever the window. */
export function dayStates(window: PlayWindow): DayStates {
  const { columns, zone, now } = window;
  const last = columns.endedAt[columns.length - 1];
  if (last === undefined) return { firstDay: 0, states: new Uint8Array(0), plays: new Int32Array(0) };
  const firstDay = zone.dayOf(columns.endedAt[0]!) - 1;
  const today = zone.dayOf(now);
  const length = Math.max(today, zone.dayOf(last)) + 2 - firstDay;
  const states = new Uint8Array(length);
  const plays = new Int32Array(length);
  const unknown = unknownTimes(window);
  for (const { from, to } of unknown) markUnknown(states, firstDay, zone, from, to);
  states.fill(dayState.open, Math.max(0, today - firstDay));
  const days = localDays(window);
  for (let k = 0; k < days.day.length; k++) {
    const index = days.day[k]! - firstDay;
    states[index] = dayState.listened;
    plays[index]! += days.start[k + 1]! - days.start[k]!;
  }
  const start = zone.startOfDay(firstDay);
  const end = zone.startOfDay(firstDay + length);
  for (const day of daysLeftOut(zone, start, end)) {
    if (day >= firstDay && day < firstDay + length) states[day - firstDay] = dayState.absent;
  }
  // The first one stands for all time before the first listen.
  states[0] = unknown[0]?.from === -Infinity ? dayState.unknown : dayState.open;
  return { firstDay, states, plays };
}

/** Days that a stretch touches; none where it has no length. */
function markUnknown(states: Uint8Array, firstDay: number, zone: TimeZone, from: number, to: number): void {
  if (from >= to) return;
  const first = from === -Infinity ? firstDay : zone.dayOf(from);
  states.fill(
    dayState.unknown,
    Math.max(0, first - firstDay),
    Math.max(0, zone.dayOf(to - 1) + 1 - firstDay),
  );
}

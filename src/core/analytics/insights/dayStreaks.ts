import { dayState, type DayStates } from './dayStates.ts';

/** Days in a row that are alike, as indexes into {@link DayStates}; both ends are in it. */
export interface DayRun {
  readonly first: number;
  readonly last: number;
  /** Without those that the calendar left out. */
  readonly days: number;
}

/** Part of the days, as indexes; the end is exclusive. */
export interface DayRange {
  readonly start: number;
  readonly end: number;
}

/** Runs of days in one state, oldest first. Days that the calendar left out neither break a run nor count. */
export function findDayRuns({ states }: DayStates, wanted: number, { start, end }: DayRange): DayRun[] {
  const runs: DayRun[] = [];
  let first = -1;
  let last = -1;
  let days = 0;
  for (let index = start; index <= end; index++) {
    const state = index < end ? states[index]! : -1;
    if (state === wanted) {
      if (days++ === 0) first = index;
      last = index;
    } else if (state !== dayState.absent && days > 0) {
      runs.push({ first, last, days });
      days = 0;
    }
  }
  return runs;
}

/** The state of the nearest existing day beside a run. */
export function stateBeside({ states }: DayStates, from: number, step: 1 | -1): number {
  let index = from + step;
  while (states[index] === dayState.absent) index += step;
  return states[index] ?? dayState.open;
}

/**
 * How long a run would be if every unknown day beside it were like it; `undefined` where that has no end, as before
 * the first listen.
 */
export function daysAtMost({ states }: DayStates, { first, last, days }: DayRun): number | undefined {
  const state = states[first];
  let most = days;
  for (const [from, step] of [[first, -1] as const, [last, 1] as const]) {
    for (let index = from + step; ; index += step) {
      const next = states[index];
      if (next === dayState.absent) continue;
      if (next !== dayState.unknown && next !== state) break;
      if (index === 0 && next === dayState.unknown) return undefined;
      most++;
    }
  }
  return most;
}

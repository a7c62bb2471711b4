import type { Heatmap } from '../../protocol/history/heatmap.ts';
import { toMinutes } from './format.ts';
import { heardHours } from './heardHours.ts';
import { localHours } from './localHours.ts';
import type { Tally } from './tally.ts';
import type { PlayWindow } from './window.ts';

const hoursOfWeek = 7 * 24;
/** 1970-01-01 was a Thursday; weeks begin on Monday. */
const hoursFromMondayToEpoch = 3 * 24;

/**
 * The local week hour by hour: 168 cells, Monday midnight first. A play belongs to the hour in which it ended, its
 * time to the hours in which it was heard.
 */
export interface WeekTally extends Tally {
  /** Time as it was logged, which may be more than the hours have. */
  readonly loggedMs: number;
  /** What was left out of the hours, since they have but 60 minutes. */
  readonly takenMs: number;
}

export function tallyWeek(window: PlayWindow): WeekTally {
  const plays = new Int32Array(hoursOfWeek);
  const ms = new Float64Array(hoursOfWeek);
  const ended = localHours(window);
  let loggedMs = 0;
  for (let k = 0; k < ended.hour.length; k++) {
    plays[cellOf(ended.hour[k]!)]! += ended.start[k + 1]! - ended.start[k]!;
    loggedMs += ended.ms[k]!;
  }
  const heard = heardHours(window);
  for (let k = 0; k < heard.hour.length; k++) ms[cellOf(heard.hour[k]!)]! += heard.ms[k]!;
  return { plays, ms, loggedMs, takenMs: heard.takenMs };
}

/** @param hour hours since 1970-01-01 local */
function cellOf(hour: number): number {
  const sinceMonday = (hour + hoursFromMondayToEpoch) % hoursOfWeek;
  return sinceMonday < 0 ? sinceMonday + hoursOfWeek : sinceMonday;
}

/** Says what the hours of the week leave out; nothing where that is less than a minute. */
export function overlapNote({ takenMs }: WeekTally): string | undefined {
  const minutes = Math.round(takenMs / 60_000);
  if (minutes === 0) return undefined;
  return (
    `Plays overlap as they were logged: the heatmap leaves out ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, ` +
    'as no hour has more than 60; hours are as logged.'
  );
}

/** The week as an answer shows it. */
export function toHeatmap({ plays, ms }: Tally): Heatmap {
  const days = Array.from({ length: 7 }, (_, day) => day * 24);
  return {
    plays: days.map((first) => Array.from(plays.subarray(first, first + 24))),
    minutes: days.map((first) => Array.from(ms.subarray(first, first + 24), toMinutes)),
  };
}

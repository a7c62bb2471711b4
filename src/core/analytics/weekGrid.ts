import type { Heatmap } from '../../protocol/history/heatmap.ts';
import { toMinutes } from './format.ts';
import { localHours } from './localHours.ts';
import type { Tally } from './tally.ts';
import type { PlayWindow } from './window.ts';

const hoursOfWeek = 7 * 24;
/** 1970-01-01 was a Thursday; weeks begin on Monday. */
const hoursFromMondayToEpoch = 3 * 24;

/** Plays and time per hour of the local week: 168 cells, Monday midnight first. */
export function tallyWeek(window: PlayWindow): Tally {
  const plays = new Int32Array(hoursOfWeek);
  const ms = new Float64Array(hoursOfWeek);
  const hours = localHours(window);
  for (let k = 0; k < hours.hour.length; k++) {
    const sinceMonday = (hours.hour[k]! + hoursFromMondayToEpoch) % hoursOfWeek;
    const cell = sinceMonday < 0 ? sinceMonday + hoursOfWeek : sinceMonday;
    plays[cell]! += hours.start[k + 1]! - hours.start[k]!;
    ms[cell]! += hours.ms[k]!;
  }
  return { plays, ms };
}

/** The week as an answer shows it. */
export function toHeatmap({ plays, ms }: Tally): Heatmap {
  const days = Array.from({ length: 7 }, (_, day) => day * 24);
  return {
    plays: days.map((first) => Array.from(plays.subarray(first, first + 24))),
    minutes: days.map((first) => Array.from(ms.subarray(first, first + 24), toMinutes)),
  };
}

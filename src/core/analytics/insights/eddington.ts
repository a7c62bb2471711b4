import { localHours } from '../localHours.ts';
import type { PlayWindow } from '../window.ts';

/** The greatest N for which N local days of the window have N plays or more each. */
export function eddingtonNumber(window: PlayWindow): number {
  const days = playsPerDay(window).sort();
  let number = 0;
  while (number < days.length && days[days.length - 1 - number]! > number) number++;
  return number;
}

/** Of the days with plays. A day whose date comes again (clocks set back over midnight) is one day. */
function playsPerDay(window: PlayWindow): Int32Array {
  const { hour, start } = localHours(window);
  const plays = new Map<number, number>();
  for (let k = 0; k < hour.length; k++) {
    const day = Math.floor(hour[k]! / 24);
    plays.set(day, (plays.get(day) ?? 0) + start[k + 1]! - start[k]!);
  }
  return Int32Array.from(plays.values());
}

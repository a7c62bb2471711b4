import { sources, type Source } from '../../protocol/history/window.ts';
import { toHours } from './format.ts';
import { compareText } from './labels.ts';
import { eachLocalHour } from './localHours.ts';
import { dayMs } from './timeZone.ts';
import type { PlayWindow } from './window.ts';

export interface MonthCount {
  /** 2025-03 */
  month: string;
  plays: number;
  hours: number;
  sources: { source: Source; plays: number }[];
}

interface MonthTally {
  readonly name: string;
  /** Days since 1970-01-01; the end is exclusive. */
  readonly firstDay: number;
  readonly endDay: number;
  ms: number;
  readonly playsBySource: Int32Array;
}

/** Local calendar months that have plays, oldest first. */
export function countMonths(window: PlayWindow): MonthCount[] {
  const { source } = window.columns;
  const { rows } = window.history;
  const months = new Map<string, MonthTally>();
  let month: MonthTally | undefined;
  eachLocalHour(window, (localHour, from, to, ms) => {
    const day = Math.floor(localHour / 24);
    if (month === undefined || day < month.firstDay || day >= month.endDay) month = monthOf(months, day);
    month.ms += ms;
    const { playsBySource } = month;
    for (let i = from; i < to; i++) playsBySource[source[rows[i]!]!]!++;
  });
  return Array.from(months.values(), toMonthCount).sort((a, b) => compareText(a.month, b.month));
}

/** Clocks that are set back over midnight can return to a month, so months are looked up. */
function monthOf(months: Map<string, MonthTally>, day: number): MonthTally {
  const date = new Date(day * dayMs);
  const name = date.toISOString().slice(0, 7);
  const known = months.get(name);
  if (known !== undefined) return known;
  const [year, number] = [date.getUTCFullYear(), date.getUTCMonth()];
  const month = {
    name,
    firstDay: Date.UTC(year, number, 1) / dayMs,
    endDay: Date.UTC(year, number + 1, 1) / dayMs,
    ms: 0,
    playsBySource: new Int32Array(sources.length),
  };
  months.set(name, month);
  return month;
}

function toMonthCount({ name, ms, playsBySource }: MonthTally): MonthCount {
  return {
    month: name,
    plays: playsBySource.reduce((sum, count) => sum + count, 0),
    hours: toHours(ms),
    sources: sources.flatMap((source, id) =>
      playsBySource[id]! > 0 ? [{ source, plays: playsBySource[id]! }] : [],
    ),
  };
}

import { sources, type Source } from '../../protocol/history/window.ts';
import { toHours } from './format.ts';
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
  ms: number;
  readonly playsBySource: Int32Array;
}

/** Local calendar months that have plays, oldest first. */
export function countMonths({ columns, rows, zone }: PlayWindow): MonthCount[] {
  const { msPlayed, source } = columns;
  const months = new Map<string, MonthTally>();
  let day = NaN;
  let month: MonthTally = newMonth();
  eachLocalHour(columns, rows, zone, (from, to, localHour) => {
    const hourDay = Math.floor(localHour / 24);
    if (hourDay !== day) {
      day = hourDay;
      month = monthOf(months, day);
    }
    for (let i = from; i < to; i++) {
      const row = rows[i]!;
      const heard = msPlayed[row]!;
      month.playsBySource[source[row]!]!++;
      if (heard > 0) month.ms += heard;
    }
  });
  return Array.from(months, ([name, tally]) => toMonthCount(name, tally)).sort((a, b) =>
    a.month < b.month ? -1 : 1,
  );
}

function newMonth(): MonthTally {
  return { ms: 0, playsBySource: new Int32Array(sources.length) };
}

function monthOf(months: Map<string, MonthTally>, day: number): MonthTally {
  const name = new Date(day * dayMs).toISOString().slice(0, 7);
  let month = months.get(name);
  if (month === undefined) months.set(name, (month = newMonth()));
  return month;
}

function toMonthCount(month: string, { ms, playsBySource }: MonthTally): MonthCount {
  return {
    month,
    plays: playsBySource.reduce((sum, count) => sum + count, 0),
    hours: toHours(ms),
    sources: sources.flatMap((source, id) =>
      playsBySource[id]! > 0 ? [{ source, plays: playsBySource[id]! }] : [],
    ),
  };
}

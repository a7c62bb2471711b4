import type { PlayColumns } from '../columns.ts';
import { formatDay } from '../format.ts';
import { dayMs, type TimeZone } from '../timeZone.ts';

export type PeriodUnit = 'day' | 'month' | 'year';

/** A local day, month or year that has plays. */
export interface LocalPeriod {
  /** First local day of it, in days since 1970-01-01. */
  readonly firstDay: number;
  /** Stretches of the rows that were cut, each `[first, end)`: more than one where clocks return to the period. */
  readonly ranges: [from: number, to: number][];
  plays: number;
}

/**
 * Cuts plays into local days, months or years, oldest first. Costs in proportion to the periods, not to the plays.
 *
 * @param rows rows of plays, ascending by end
 */
export function cutIntoPeriods(
  columns: PlayColumns,
  rows: Int32Array,
  zone: TimeZone,
  unit: PeriodUnit,
): LocalPeriod[] {
  const periods = new Map<number, LocalPeriod>();
  for (let from = 0; from < rows.length;) {
    const instant = columns.endedAt[rows[from]!]!;
    const { end: spanEnd, offset } = zone.spanAt(instant);
    const { firstDay, endDay } = periodOf(unit, Math.floor((instant + offset) / dayMs));
    const end = Math.min(spanEnd, endDay * dayMs - offset);
    const to = firstAt(columns, rows, from, end);
    let period = periods.get(firstDay);
    if (period === undefined) periods.set(firstDay, (period = { firstDay, ranges: [], plays: 0 }));
    period.ranges.push([from, to]);
    period.plays += to - from;
    from = to;
  }
  return [...periods.values()].sort((a, b) => a.firstDay - b.firstDay);
}

/** The first row from a place on that ended at an instant or later: looked for in growing steps, since it is near. */
function firstAt({ endedAt }: PlayColumns, rows: Int32Array, from: number, instant: number): number {
  let step = 1;
  while (from + step < rows.length && endedAt[rows[from + step]!]! < instant) step *= 2;
  let low = from + Math.floor(step / 2);
  let high = Math.min(from + step, rows.length);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (endedAt[rows[middle]!]! < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

function periodOf(unit: PeriodUnit, day: number): { firstDay: number; endDay: number } {
  if (unit === 'day') return { firstDay: day, endDay: day + 1 };
  const date = new Date(day * dayMs);
  const year = date.getUTCFullYear();
  const [from, to] =
    unit === 'year'
      ? [Date.UTC(year, 0), Date.UTC(year + 1, 0)]
      : [Date.UTC(year, date.getUTCMonth()), Date.UTC(year, date.getUTCMonth() + 1)];
  return { firstDay: from / dayMs, endDay: to / dayMs };
}

/** The period with most plays, the earliest of equals. */
export function mostPlayed(periods: readonly LocalPeriod[]): LocalPeriod | undefined {
  let best: LocalPeriod | undefined;
  for (const period of periods) if (best === undefined || period.plays > best.plays) best = period;
  return best;
}

/** 2025, 2025-03 or 2025-03-01. */
export function formatPeriod({ firstDay }: Pick<LocalPeriod, 'firstDay'>, unit: PeriodUnit): string {
  return formatDay(firstDay).slice(0, { year: 4, month: 7, day: 10 }[unit]);
}

/** More months than these are told as years: an answer is to be read. */
const mostMonths = 24;

/** Months for plays of up to two years, years for more. */
export function unitFor({ endedAt }: PlayColumns, rows: Int32Array, zone: TimeZone): 'month' | 'year' {
  if (rows.length === 0) return 'month';
  const first = new Date(zone.dayOf(endedAt[rows[0]!]!) * dayMs);
  const last = new Date(zone.dayOf(endedAt[rows[rows.length - 1]!]!) * dayMs);
  const years = last.getUTCFullYear() - first.getUTCFullYear();
  const months = 12 * years + last.getUTCMonth() - first.getUTCMonth() + 1;
  return months > mostMonths ? 'year' : 'month';
}

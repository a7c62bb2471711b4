import type { Bucket } from '../../../protocol/history/insights/timeline.ts';
import { formatDay } from '../format.ts';
import { dayMs } from '../timeZone.ts';

/** The local calendar cut into periods of one kind, numbered in time order. */
export interface Calendar {
  /** The period of a day, both counted from 1970. */
  readonly indexOf: (day: number) => number;
  /** First day of a period; its end is that of the next one. */
  readonly firstDay: (index: number) => number;
  /** The period as answers name it. */
  readonly label: (index: number) => string;
}

const monthOf = (day: number): number => {
  const date = new Date(day * dayMs);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
};
/** Days of the years before 100 too, which `Date.UTC` takes for the 1900s. */
const dayOfMonth = (month: number): number => new Date(0).setUTCFullYear(1970, month, 1) / dayMs;
/** Week 0 holds 1970-01-01, a Thursday. */
const mondayOf = (week: number): number => week * 7 - 3;

export const calendars: Readonly<Record<Bucket, Calendar>> = {
  day: { indexOf: (day) => day, firstDay: (index) => index, label: formatDay },
  week: { indexOf: (day) => Math.floor((day + 3) / 7), firstDay: mondayOf, label: isoWeek },
  month: {
    indexOf: monthOf,
    firstDay: dayOfMonth,
    label: (index) => formatDay(dayOfMonth(index)).slice(0, -3),
  },
  year: {
    indexOf: (day) => Math.floor(monthOf(day) / 12),
    firstDay: (index) => dayOfMonth(index * 12),
    label: (index) => formatDay(dayOfMonth(index * 12)).slice(0, -6),
  },
};

/** ISO 8601: a week belongs to the year of its Thursday. */
function isoWeek(week: number): string {
  const thursday = mondayOf(week) + 3;
  const year = calendars.year.indexOf(thursday);
  const number = Math.floor((thursday - calendars.year.firstDay(year)) / 7) + 1;
  return `${calendars.year.label(year)}-W${String(number).padStart(2, '0')}`;
}

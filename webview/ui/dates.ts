import { language } from '../l10n.ts';

const pattern = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}))?/;
const dayMs = 86_400_000;
const made = new Map<string, Intl.DateTimeFormat>();

/** Days first in English too: 4/5 is read in two ways, 4 May in one. */
function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = language() === 'en' ? 'en-GB' : language();
  const key = `${locale} ${JSON.stringify(options)}`;
  const kept = made.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  made.set(key, kept);
  return kept;
}

/** The day of an instant as it stands in its own offset, as UTC; `undefined` for what is no date. */
export function dayOf(instant: string): Date | undefined {
  const day = new Date(`${pattern.exec(instant)?.[0].slice(0, 10) ?? 'none'}T00:00:00Z`);
  return Number.isNaN(day.getTime()) ? undefined : day;
}

/** `23 Aug 2026`: the day of an instant as it stands in its own offset. */
export function dayWords(instant: string): string {
  const day = dayOf(instant);
  if (day === undefined) return instant;
  return format({ day: 'numeric', month: 'short', year: 'numeric' }).format(day);
}

/** `23 Aug 2026, 08:12`. */
export function minuteWords(instant: string): string {
  const time = pattern.exec(instant)?.[4];
  return time === undefined ? dayWords(instant) : `${dayWords(instant)}, ${time}`;
}

/** The last day before an exclusive end. */
export function lastDayWords(end: string): string {
  const day = dayOf(end);
  if (day === undefined || (pattern.exec(end)?.[4] ?? '00:00') !== '00:00') return dayWords(end);
  return dayWords(new Date(day.getTime() - dayMs).toISOString());
}

/** `Aug 2026` of `2026-08`. */
export function monthWords(month: string): string {
  const day = dayOf(`${month}-01`);
  return day === undefined ? month : format({ month: 'short', year: 'numeric' }).format(day);
}

/** `Aug` of a date, for an axis. */
export function shortMonthWords(day: Date): string {
  return format({ month: 'short' }).format(day);
}

/** `23 Aug` of a date, for an axis. */
export function shortDayWords(day: Date): string {
  return format({ day: 'numeric', month: 'short' }).format(day);
}

/** Names of the days of the week, Monday first: `Monday` or `Mon`. */
export function weekdayWords(length: 'long' | 'short'): readonly string[] {
  const monday = Date.UTC(2026, 0, 5);
  return Array.from({ length: 7 }, (_, at) => format({ weekday: length }).format(monday + at * dayMs));
}

/** A sentence with its ISO instants put as people write them. */
export function withReadableInstants(sentence: string): string {
  return sentence.replace(/\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})/g, minuteWords);
}

import { dayMs, hourMs, type TimeZone } from './timeZone.ts';

/** ISO 8601 with the offset that the zone has at that instant; milliseconds only where there are some. */
export function formatInstant(instant: number, zone: TimeZone): string {
  const offset = zone.offsetAt(instant);
  const local = new Date(instant + offset).toISOString().slice(0, -1);
  const minutes = Math.abs(offset) / 60_000;
  const sign = offset < 0 ? '-' : '+';
  const hh = String(Math.floor(minutes / 60)).padStart(2, '0');
  const mm = String(minutes % 60).padStart(2, '0');
  return `${local.replace('.000', '')}${sign}${hh}:${mm}`;
}

/** A local calendar day, 2025-03-01. */
export function formatDay(day: number): string {
  return new Date(day * dayMs).toISOString().split('T')[0]!;
}

/** Hours with two decimals. */
export function toHours(ms: number): number {
  return Math.round(ms / (hourMs / 100)) / 100;
}

/** Minutes with one decimal. */
export function toMinutes(ms: number): number {
  return Math.round(ms / 6000) / 10;
}

/** A quotient with four decimals; 0 where there is nothing to divide by. */
export function toRatio(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part * 10_000) / whole) / 10_000;
}

import type { WantedField } from './wantedFields.ts';

/** One object of an export's list, as parsed: every value is a stranger's. */
export type Row = Readonly<Partial<Record<WantedField, unknown>>>;

const weekMs = 7 * 86_400_000;

/** Heard time in ms; `undefined` where there is none; `'bad'` if it is negative or longer than a week. */
export function durationOf(value: unknown): number | undefined | 'bad' {
  const ms = numberOf(value);
  if (ms === undefined) return undefined;
  return ms >= 0 && ms <= weekMs ? Math.round(ms) : 'bad';
}

/** Old dumps hold numbers as text. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isNaN(number) ? undefined : number;
}

export function flagOf(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

/**
 * `offline_timestamp` as Unix ms. One file mixes seconds, milliseconds, 0 and values of 1970: above 1e11 it is
 * ms, below 1e9 it says nothing.
 */
export function offlineInstant(value: unknown): number | undefined {
  const stamp = numberOf(value);
  if (stamp === undefined || stamp < 1e9 || stamp > 1e14) return undefined;
  return Math.round(stamp > 1e11 ? stamp : stamp * 1000);
}

/** Two letters; `ZZ` and blanks stand for an unknown country. */
export function countryOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^[A-Za-z]{2}$/.test(value)) return undefined;
  const country = value.toUpperCase();
  return country === 'ZZ' ? undefined : country;
}

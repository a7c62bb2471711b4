import { language } from '../l10n.ts';

const made = new Map<string, Intl.NumberFormat>();

/** A format of the language in use; making one costs more than using it. */
function format(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language()} ${JSON.stringify(options)}`;
  const kept = made.get(key) ?? new Intl.NumberFormat(language(), options);
  made.set(key, kept);
  return kept;
}

/** `4,793`. */
export function countWords(value: number): string {
  return format({}).format(value);
}

/** With its sign, so that it reads as a change: `+12`, `−3`, `±0`. */
export function changeWords(value: number, decimals = 0): string {
  const size = format({ maximumFractionDigits: decimals }).format(Math.abs(value));
  if (Number(Math.abs(value).toFixed(decimals)) === 0) return `±${size}`;
  return `${value > 0 ? '+' : '−'}${size}`;
}

/** Hours with as many decimals as tell something: `0.42`, `41.5`, `1,291`. */
export function hourWords(hours: number): string {
  const decimals = hours >= 100 ? 0 : hours >= 10 ? 1 : 2;
  return format({ maximumFractionDigits: decimals }).format(hours);
}

/** A part of 1 as percent: `12.0%`. */
export function percentWords(part: number): string {
  return format({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(part);
}

/** At most two decimals: `5.32`, `3`. */
export function ratioWords(ratio: number): string {
  return format({ maximumFractionDigits: 2 }).format(ratio);
}

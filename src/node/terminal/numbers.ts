import type { Terminal } from './terminal.ts';

const grouped = new Intl.NumberFormat('en-US');

/** Whole numbers: grouped for readers, bare for programs. */
export function formatCount(value: number, terminal: Terminal): string {
  return terminal.isTty ? grouped.format(value) : String(value);
}

/** One decimal, two below ten hours. */
export function formatHours(hours: number): string {
  return hours.toFixed(hours < 10 ? 2 : 1);
}

/** A part of 1 as percent. */
export function formatShare(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

const byteUnits = ['B', 'kB', 'MB', 'GB'] as const;
/** Decimal units, as file managers and `import.maxZipSizeMb` count. */
export function formatBytes(bytes: number): string {
  const power = Math.min(byteUnits.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** power;
  return `${value.toFixed(power === 0 || value >= 100 ? 0 : 1)} ${byteUnits[power] ?? 'B'}`;
}

/** `0:07`, `12:30`, `1:02:03`. */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (part: number): string => String(part).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  const tail = `${two(whole % 60)}`;
  return minutes < 60 ? `${minutes}:${tail}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${tail}`;
}

/** `1 row`, `2 rows`. */
export function plural(value: number, one: string, many: string, terminal: Terminal): string {
  return `${formatCount(value, terminal)} ${value === 1 ? one : many}`;
}

import { language, t } from '../l10n.ts';
import { element } from './element.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** `23 Aug 2026, 08:12` in a time zone, as the language writes it; what is no instant stays as it is. */
export function instantWords(at: string | number, timeZone: string): string {
  return formatted(at, { dateStyle: 'medium', timeStyle: 'short', timeZone });
}

/** `23 Aug 2026`. */
export function dateWords(at: string | number, timeZone: string): string {
  return formatted(at, { dateStyle: 'medium', timeZone });
}

/** `23/08, 08:12:45`, short enough for a line of a log. */
export function lineTimeWords(at: string, timeZone: string): string {
  return formatted(at, {
    ...{ month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' },
    ...{ hourCycle: 'h23', timeZone },
  });
}

/** `in 3 minutes`, `2 hours ago`; under a minute nothing is counted, so that it need not tick. */
export function relativeWords(at: number, now: number): string {
  const away = at - now;
  const distance = Math.abs(away);
  if (distance < minuteMs) return away > 0 ? t('in less than a minute') : t('less than a minute ago');
  const [unit, size] =
    distance < hourMs
      ? (['minute', minuteMs] as const)
      : distance < 2 * dayMs
        ? (['hour', hourMs] as const)
        : (['day', dayMs] as const);
  return new Intl.RelativeTimeFormat(language()).format(Math.trunc(away / size), unit);
}

/** `4 min 12 s`, the two largest units. @param seconds not negative */
export function durationWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [
    { unit: 'hour', value: Math.floor(whole / 3600) },
    { unit: 'minute', value: Math.floor(whole / 60) % 60 },
    { unit: 'second', value: whole % 60 },
  ] as const;
  const first = parts.findIndex(({ value }) => value > 0);
  if (first < 0) return t('less than a second');
  return parts
    .slice(first, first + 2)
    .filter(({ value }) => value > 0)
    .map(({ unit, value }) =>
      new Intl.NumberFormat(language(), { style: 'unit', unit, unitDisplay: 'short' }).format(value),
    )
    .join(' ');
}

/** An instant in words, and for machines. */
export function timeElement(at: string, timeZone: string): HTMLElement {
  return element('time', { datetime: at }, instantWords(at, timeZone));
}

/** Making one costs more than using it a hundred times, and a log uses it for every line. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatted(at: string | number, options: Intl.DateTimeFormatOptions): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return String(at);
  const key = `${language()} ${Object.entries(options).join(' ')}`;
  let formatter = formatters.get(key);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat(formatLanguage(), options);
    formatters.set(key, formatter);
  }
  return formatter.format(date);
}

/** Plain English is read all over the world: days before months, 24 hours. */
function formatLanguage(): string {
  return language() === 'en' ? 'en-GB' : language();
}

const dayMs = 86_400_000;
const slow = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?\s*(?:Z|UTC|\+00:?00)?$/;

/**
 * A time of an export as Unix ms; `undefined` if it is none. Every form is UTC, also those without a zone:
 * `2023-01-31T20:03:57Z` (extended), `2013-10-09 20:03:57 UTC` (old dumps), `2023-01-31 20:03` (account).
 */
export function parseExportTime(text: string): number | undefined {
  if (text.length === 20 && text.charCodeAt(10) === 0x54 && text.charCodeAt(19) === 0x5a) {
    return instant(
      digits(text, 0) * 100 + digits(text, 2),
      digits(text, 5),
      digits(text, 8),
      digits(text, 11),
      digits(text, 14),
      digits(text, 17),
      0,
    );
  }
  const parts = slow.exec(text.trim());
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second = '0', fraction = '0'] = parts;
  const ms = Number(fraction.padEnd(3, '0'));
  return instant(Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second), ms);
}

/** Two digits at an index; NaN if they are none. Sign, blank and exponent are not digits. */
function digits(text: string, index: number): number {
  const tens = text.charCodeAt(index) - 0x30;
  const ones = text.charCodeAt(index + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function instant(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  ms: number,
): number | undefined {
  const inRange = month >= 1 && month <= 12 && day >= 1 && hour <= 23 && minute <= 59 && second <= 59;
  if (!inRange || !(year >= 1) || day > daysInMonth(year, month)) return undefined;
  return daysSinceEpoch(year, month, day) * dayMs + ((hour * 60 + minute) * 60 + second) * 1000 + ms;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Proleptic Gregorian calendar by arithmetic: https://howardhinnant.github.io/date_algorithms.html#days_from_civil */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

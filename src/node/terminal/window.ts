import { cleanText } from './cleanText.ts';

interface AnswerWindow {
  readonly window_start: string;
  readonly window_end: string;
  readonly timezone: string;
}

/**
 * The window as people say it: `2026-08-23 to 2026-11-20 (Europe/Berlin)`, last day included. An end that is
 * no midnight is shown with its time.
 */
export function describeWindow(answer: AnswerWindow): string {
  const zone = cleanText(answer.timezone);
  return `${startOf(answer.window_start)} to ${endOf(answer.window_end)} (${zone})`;
}

/** `2026-11-20 21:04` of an instant with offset, as it stands in the answer's zone. */
export function localMinute(instant: string): string {
  return cleanText(instant).slice(0, 16).replace('T', ' ');
}

/** The calendar day of an instant with offset. */
export function localDay(instant: string): string {
  return cleanText(instant).slice(0, 10);
}

function startOf(instant: string): string {
  return isMidnight(instant) ? localDay(instant) : localMinute(instant);
}

function endOf(instant: string): string {
  if (!isMidnight(instant)) return localMinute(instant);
  const day = Date.parse(`${localDay(instant)}T00:00:00Z`);
  return new Date(day - 86_400_000).toISOString().slice(0, 10);
}

function isMidnight(instant: string): boolean {
  return /T00:00(:00(\.0+)?)?(Z|[+-]\d{2}:?\d{2})?$/.test(instant);
}

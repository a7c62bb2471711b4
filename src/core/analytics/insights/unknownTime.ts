import { sources } from '../../../protocol/history/window.ts';
import type { AnalysisContext } from '../columns.ts';
import { dayMs } from '../timeZone.ts';

/** A stretch of which nothing is known: what was listened to in it is not in the history. */
export interface UnknownTime {
  /** Unix ms; −Infinity before the first listen. */
  readonly from: number;
  /** Unix ms, exclusive. */
  readonly to: number;
}

/** Sources may be read a day late; more than that is a hole. */
const toleratedMs = dayMs;

/**
 * All that is not known, ascending: recorded gaps, the time since the last listen, and the time before the first one
 * unless an extended export tells that, which reaches back to the beginning of the account.
 */
export function unknownTimes({ columns, now }: Pick<AnalysisContext, 'columns' | 'now'>): UnknownTime[] {
  const { length, endedAt, source, gaps } = columns;
  if (length === 0) return [];
  const first = endedAt[0]!;
  const last = endedAt[length - 1]!;
  return [
    ...(sources[source[0]!] === 'extended' ? [] : [{ from: -Infinity, to: first }]),
    ...gaps,
    ...(now - last > toleratedMs ? [{ from: last, to: now }] : []),
  ];
}

/** Whether nothing is known of some part of a stretch. */
export function isTouched(unknown: readonly UnknownTime[], startMs: number, endMs: number): boolean {
  return startMs < endMs && unknown.some(({ from, to }) => from < endMs && to > startMs);
}

import { formatInstant } from '../format.ts';
import { dayMs } from '../timeZone.ts';
import { moveWindow, type PlayWindow } from '../window.ts';

/**
 * The part of a window in which a first play means something. At the beginning of a history everything is new, so
 * the first local days from its first listen on, of whatever kind and length, are left out. That holds for extended
 * exports too: they reach back to the beginning of the account, but what was known by then is new to the account only.
 */
export function withoutBurnIn(window: PlayWindow, burnInDays: number): PlayWindow {
  const { columns, zone, startMs, endMs } = window;
  if (columns.length === 0 || burnInDays === 0) return window;
  const countedFrom = zone.startOfDay(zone.dayOf(columns.endedAt[0]!) + burnInDays);
  if (countedFrom <= startMs) return window;
  return moveWindow(window, { ...window, startMs: Math.min(countedFrom, endMs), endMs });
}

/**
 * What a burn-in took away from a window; nothing where it took nothing.
 *
 * @param remedy how to count without it, as the rest of the sentence
 */
export function burnInNote(
  window: PlayWindow,
  counted: PlayWindow,
  burnInDays: number,
  remedy = '',
): string | undefined {
  if (counted.startMs === window.startMs) return undefined;
  const { zone, columns, endMs } = window;
  const begins = `The history begins at ${formatInstant(columns.endedAt[0]!, zone)}, where everything is new`;
  const days = `its first ${burnInDays} days`;
  return counted.startMs === endMs
    ? `${begins}: all of this window lies in ${days}, or before them, where nothing counts as new${remedy}.`
    : `${begins}: ${days} count nothing as new${remedy}.`;
}

/** Known holes before the end of a window: what was heard in them is not known, so a first play may be none. */
export function unsureFirstNote({ columns, endMs }: PlayWindow): string | undefined {
  const before = columns.gaps.filter(({ from }) => from < endMs);
  if (before.length === 0) return undefined;
  const ms = before.reduce((sum, { from, to }) => sum + Math.min(to, endMs) - from, 0);
  const days = Math.max(1, Math.round(ms / dayMs));
  const holes = before.length === 1 ? '1 gap' : `${before.length} gaps`;
  return `What is new may have been heard before in ${holes} of the history (${days} ${days === 1 ? 'day' : 'days'}).`;
}

import type { UnknownTime } from './unknownTime.ts';

/** Time between two instants of which the history knows what was heard, ms. */
export function knownMs(unknown: readonly UnknownTime[], startMs: number, endMs: number): number {
  let ms = Math.max(0, endMs - startMs);
  for (const { from, to } of unknown) ms -= Math.max(0, Math.min(endMs, to) - Math.max(startMs, from));
  return ms;
}

/**
 * The latest instant from which to another one so much time is known, Unix ms; −Infinity where so much is not known.
 *
 * @param unknown ascending, not overlapping
 */
export function knownSince(unknown: readonly UnknownTime[], endMs: number, ms: number): number {
  let end = endMs;
  let left = ms;
  for (const { from, to } of unknown.toReversed()) {
    if (from >= end) continue;
    const known = Math.max(0, end - to);
    if (known >= left) break;
    left -= known;
    end = from;
  }
  return end - left;
}

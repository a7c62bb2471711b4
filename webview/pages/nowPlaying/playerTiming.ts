import { PanelError } from '../../panelErrors.ts';
import type { PlaybackResult } from '../../../src/protocol/spotify/player.ts';
import { closedUntil, type PlayerFacts } from './playerFacts.ts';

/** After what plays should have been over, Spotify tells what follows with some delay, ms. */
const endDelayMs = 1_000;
const late = { first: 4_000, longest: 60_000, growth: 1.5 } as const;
const retry = { first: 2_000, longest: 60_000, growth: 2 } as const;
/** Readings that found the end late: more of them only for somebody who is here. */
const mostLateReads = 5;

/** What became of the questions before. */
export interface Attempts {
  /** Questions that failed, one after the other. */
  readonly failures: number;
  /** Readings of what should be over, one after the other. */
  readonly lateReads: number;
}

/**
 * When to look next without anything else happening, Unix ms; `undefined`: not at all.
 * @param now Unix ms
 */
export function dueAt(
  facts: PlayerFacts,
  { failures, lateReads }: Attempts,
  now: number,
): number | undefined {
  const closed = closedUntil(facts, 'player', now);
  if (closed !== undefined) return closed.until;
  const { error, reading } = facts;
  if (error !== undefined) {
    const again = PanelError.is(error) && ['HOST_ERROR', 'SPOTIFY_UNAVAILABLE'].includes(error.code);
    if (!again) return undefined;
    return Math.max(error.until ?? 0, now + growing(retry, failures - 1));
  }
  const { playback, at = now } = reading ?? {};
  const { duration_ms: duration } = playback?.item ?? {};
  if (playback?.playing !== true || playback.progress_ms === undefined || duration === undefined)
    return undefined;
  const end = at + duration - playback.progress_ms + endDelayMs;
  return lateReads === 0 ? end : now + growing(late, lateReads - 1);
}

/** Whether a reading shows something that should be over. */
export function isOver({ playback }: PlaybackResult): boolean {
  const { progress_ms: progress, item, playing } = playback ?? {};
  return playing === true && (progress ?? 0) >= (item?.duration_ms ?? Infinity);
}

/** Whether somebody may be looking: the page is in view, and the focus is in it. */
export function isSeen(): boolean {
  return !document.hidden && document.hasFocus();
}

/**
 * Whether it is worth to look when what plays should be over. The page beside an editor that has the focus is looked
 * at too, and where there is no status bar nobody else asks.
 */
export function isFollowed({ lateReads }: Attempts): boolean {
  return isSeen() || (!document.hidden && lateReads <= mostLateReads);
}

const growing = (
  { first, longest, growth }: { first: number; longest: number; growth: number },
  times: number,
): number => Math.min(longest, first * growth ** Math.max(0, times));

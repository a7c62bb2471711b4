import type { LiveListen } from '../../protocol/collect/collectedPlay.ts';
import type { PlayerSight } from './playerSight.ts';

/** A listen that goes on, as far as readings of the player show it. */
export interface Listening {
  /** Unix ms: when it began, as far as the readings tell. */
  readonly startedAt: number;
  readonly heardMs: number;
  /** The last reading. */
  readonly sight: PlayerSight;
}

/** How exactly a reading knows its own time, ms: the answer takes its way. */
const slackMs = 5_000;
/** Crossfade ends a track early by 12 s at most; that is no skip. */
const fadeMs = 15_000;
/** Readings farther apart leave open what was done between them, ms. */
const apartMs = 60_000;
/** A listen that is paused is given up after this, ms. */
const pausedMs = 30 * 60_000;

/** @param since Unix ms of the reading before, which showed something else; absent = there was none */
export function beginListening(sight: PlayerSight, since?: number): Listening {
  const heardMs = Math.min(sight.progressMs, since === undefined ? Infinity : sight.at - since);
  return { startedAt: sight.at - heardMs, heardMs, sight };
}

/** The same listen one reading later: time that was heard, neither pauses nor what was jumped over. */
export function goOn(listening: Listening, sight: PlayerSight): Listening {
  return { ...listening, heardMs: listening.heardMs + heardBetween(listening.sight, sight), sight };
}

function heardBetween(last: PlayerSight, now: PlayerSight): number {
  const elapsed = now.at - last.at;
  const moved = now.progressMs - last.progressMs;
  if (moved < 0) return last.playing && now.playing ? elapsed : 0;
  // From a pause on, a place that cannot be reached by playing was jumped to.
  if (!last.playing && moved > elapsed + slackMs) return 0;
  return Math.min(moved, elapsed);
}

/** Whether the same track began anew since the last reading: it was played again. */
export function beganAgain({ sight: last }: Listening, now: PlayerSight): boolean {
  const elapsed = now.at - last.at;
  const moved = now.progressMs - last.progressMs;
  if (moved < -slackMs) return now.progressMs <= elapsed + slackMs;
  if (!last.playing || !now.playing || moved > elapsed - slackMs) return false;
  // It stands farther on than before, and yet is behind: paused, unless the time is just what a round takes.
  const over = elapsed - (last.durationMs - last.progressMs) - now.progressMs;
  const rounds = now.repeatsTrack ? Math.max(0, Math.round(over / last.durationMs)) : 0;
  return Math.abs(over - rounds * last.durationMs) <= slackMs;
}

/**
 * The listen that another one ended, or the end of playing.
 * @param next what the player shows now; `undefined` = no track
 * @param at Unix ms of that reading
 * @returns `undefined` where the readings lie too far apart to tell anything
 */
export function endedBy(
  listening: Listening,
  next: PlayerSight | undefined,
  at: number,
): LiveListen | undefined {
  const { sight: last } = listening;
  const left = last.durationMs - last.progressMs;
  const elapsed = at - last.at;
  const gap = next === undefined ? elapsed : Math.min(elapsed, Math.max(0, elapsed - next.progressMs));
  const isSameTrack = next?.uri === last.uri;
  if (gap >= left) {
    // Played on, it came to its end; paused, it may have gone on unseen.
    return last.playing || elapsed <= apartMs
      ? finished(listening, last.playing ? left : 0, false)
      : undefined;
  }
  if (next === undefined && last.playing)
    return elapsed <= apartMs ? finished(listening, 0, false) : undefined;
  const heard = last.playing ? gap : 0;
  return finished(listening, heard, !isSameTrack && left - heard > fadeMs);
}

/**
 * A listen of which nothing more is read: over, if it was playing and its time is up.
 * @returns the listen, `'gone'` where it will not go on, or `undefined` while it may
 */
export function endedUnseen(listening: Listening, now: number): LiveListen | 'gone' | undefined {
  const { sight: last } = listening;
  const left = last.durationMs - last.progressMs;
  const elapsed = now - last.at;
  if (last.playing) return elapsed > left + apartMs ? finished(listening, left, false) : undefined;
  return elapsed > pausedMs ? 'gone' : undefined;
}

function finished({ startedAt, heardMs, sight }: Listening, more: number, skipped: boolean): LiveListen {
  const endedAt = Math.round(sight.at + more);
  return {
    uri: sight.uri,
    title: sight.title,
    artist: sight.artist,
    started_at: Math.round(startedAt),
    ended_at: endedAt,
    heard_ms: Math.min(Math.round(heardMs + more), endedAt - Math.round(startedAt)),
    duration_ms: Math.round(sight.durationMs),
    skipped,
    ...(sight.device !== undefined && { device: sight.device }),
    ...(sight.contextUri !== undefined && { context_uri: sight.contextUri }),
  };
}

import type { PlaybackResult } from '../../../protocol/spotify/player.ts';

/** How far a track's end may lie from where it was expected, ms. */
const toleranceMs = 5_000;

/**
 * Whether a read tells something that the one before did not let expect: playing began or ended, another device,
 * or another item before the first one was over. Somebody then uses the player, and more is to come.
 */
export function isSurprise(before: PlaybackResult | undefined, after: PlaybackResult): boolean {
  const [was, is] = [before?.playback, after.playback];
  if (before === undefined) return true;
  if (was?.playing !== is?.playing || was?.device?.name !== is?.device?.name) return true;
  if (was?.item?.uri === is?.item?.uri) return false;
  const { item, progress_ms: progress } = was ?? {};
  if (item?.duration_ms === undefined || progress === undefined) return true;
  return before.read_at + item.duration_ms - progress > after.read_at + toleranceMs;
}

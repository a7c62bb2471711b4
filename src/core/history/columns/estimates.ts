import type { ListenRows } from './listenRows.ts';

/**
 * How long finished plays were heard whose source does not tell: the length of the track, but no longer than the time
 * since the listen before, of whatever kind; −1 where the length is not known.
 * @returns `msPlayed` of the rows, a copy where an estimate changes
 */
export function withEstimates(
  { length, endedAt, msPlayed, estimated, track }: ListenRows,
  trackDuration: Int32Array,
): Int32Array {
  let result = msPlayed;
  for (let row = estimated.indexOf(1); row >= 0 && row < length; row = estimated.indexOf(1, row + 1)) {
    const duration = trackDuration[track[row]!]!;
    const since = row === 0 ? duration : endedAt[row]! - endedAt[row - 1]!;
    const heard = duration < 0 ? -1 : Math.min(duration, since);
    if (result[row] === heard) continue;
    if (result === msPlayed) result = msPlayed.slice();
    result[row] = heard;
  }
  return result;
}

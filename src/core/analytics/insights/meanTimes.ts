import type { PlaySelection } from '../plays.ts';
import type { PlayWindow } from '../window.ts';
import type { Items } from './items.ts';
import { KeptAnswers } from '../keptAnswers.ts';

/** The last windows asked for: pages and modes of one question. */
const sumsKept = new KeptAnswers<PlaySelection, Float64Array>(3);

/**
 * Mean end of the plays of each item, Unix ms; 0 without plays.
 *
 * @param plays of each item in the window
 */
export function meanTimes(window: PlayWindow, items: Items, plays: Int32Array): Float64Array {
  const { columns, history, firstPlay, rows } = window;
  const means = new Float64Array(items.count);
  if (rows.length === 0) return means;
  const origin = columns.endedAt[rows[0]!]!;

  const sums = sumsKept.get(history, `${firstPlay} ${rows.length}`, () => sumTimes(window, origin));
  for (let track = 0; track < sums.length; track++) {
    const item = items.itemOf[track]!;
    if (item >= 0) means[item]! += sums[track]!;
  }
  for (let id = 0; id < means.length; id++) {
    if (plays[id]! > 0) means[id] = Math.round(origin + means[id]! / plays[id]!);
  }
  return means;
}

/** Per track, ms since `origin`: small enough to add up exactly. */
function sumTimes(
  { columns: { endedAt, track, catalogue }, rows }: PlayWindow,
  origin: number,
): Float64Array {
  const sums = new Float64Array(catalogue.trackName.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    sums[track[row]!]! += endedAt[row]! - origin;
  }
  return sums;
}

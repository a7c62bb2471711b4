import type { PlayColumns } from '../columns.ts';
import type { PlaySelection } from '../plays.ts';

/** Listens of each track of a history. */
interface TrackListens {
  /** Per track: where its rows begin; closed by their number. */
  readonly starts: Int32Array;
  /** Rows of all listens, by track, ascending within each. */
  readonly rows: Int32Array;
}

/** Four bytes a listen, so that a question about one item need not look at all of them. */
const listensKept = new WeakMap<PlayColumns, TrackListens>();

/** Rows of all listens of some tracks, of any length, ascending. */
export function listensOf(columns: PlayColumns, tracks: Int32Array): Int32Array {
  let kept = listensKept.get(columns);
  if (kept === undefined) listensKept.set(columns, (kept = sortByTrack(columns)));
  const { starts, rows } = kept;
  let count = 0;
  for (const track of tracks) count += starts[track + 1]! - starts[track]!;
  const found = new Int32Array(count);
  let at = 0;
  for (const track of tracks) {
    const own = rows.subarray(starts[track], starts[track + 1]);
    found.set(own, at);
    at += own.length;
  }
  return tracks.length > 1 ? found.sort() : found;
}

function sortByTrack({ track, length, catalogue }: PlayColumns): TrackListens {
  const starts = new Int32Array(catalogue.trackName.length + 1);
  for (let row = 0; row < length; row++) starts[track[row]! + 1]!++;
  for (let id = 1; id < starts.length; id++) starts[id]! += starts[id - 1]!;
  const next = starts.slice();
  const rows = new Int32Array(length);
  for (let row = 0; row < length; row++) rows[next[track[row]!]!++] = row;
  return { starts, rows };
}

/**
 * Those of some listens that are plays of a range of a history, as indexes into its plays.
 *
 * @param listens rows, ascending
 */
export function playsAmong(
  listens: Int32Array,
  { rows }: PlaySelection,
  firstPlay: number,
  endPlay: number,
): Int32Array {
  const plays = new Int32Array(listens.length);
  let count = 0;
  let at = firstPlay;
  for (const row of listens) {
    // Looked for in growing steps, since the next one is near.
    let step = 1;
    while (at + step < endPlay && rows[at + step]! < row) step *= 2;
    let low = at + (step >> 1);
    let high = Math.min(at + step, endPlay);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (rows[middle]! < row) low = middle + 1;
      else high = middle;
    }
    at = low;
    if (at >= endPlay) break;
    if (rows[at] === row) plays[count++] = at;
  }
  return plays.slice(0, count);
}

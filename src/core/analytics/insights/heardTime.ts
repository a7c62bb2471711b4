import type { PlayColumns } from '../columns.ts';
import type { PlaySelection } from '../plays.ts';

/** Sums are kept at every so many plays, so that any stretch needs few additions. */
const step = 1024;
const sumsKept = new WeakMap<PlaySelection, Float64Array>();

/** Time heard in some plays of a history, ms; plays of unknown length add nothing. */
export function heardBetween(columns: PlayColumns, history: PlaySelection, from: number, to: number): number {
  let sums = sumsKept.get(history);
  if (sums === undefined) sumsKept.set(history, (sums = addUp(columns, history)));
  return heardUpTo(to) - heardUpTo(from);

  function heardUpTo(end: number): number {
    const whole = Math.floor(end / step);
    return sums![whole]! + sumHeard(columns, history.rows, whole * step, end);
  }
}

function addUp(columns: PlayColumns, { rows }: PlaySelection): Float64Array {
  const sums = new Float64Array(Math.floor(rows.length / step) + 1);
  for (let at = 1; at < sums.length; at++) {
    sums[at] = sums[at - 1]! + sumHeard(columns, rows, (at - 1) * step, at * step);
  }
  return sums;
}

/** The same for any rows. */
export function sumHeard({ msPlayed }: PlayColumns, rows: Int32Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) {
    const heard = msPlayed[rows[i]!]!;
    if (heard > 0) sum += heard;
  }
  return sum;
}

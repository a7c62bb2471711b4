import type { PlayColumns } from './columns.ts';
import type { PlaySelection } from './plays.ts';
import { hourMs, type TimeZone } from './timeZone.ts';
import type { PlayWindow } from './window.ts';

/** Plays of a history cut where the local hour changes: stretch `k` ends where `k + 1` begins. */
interface HourIndex {
  /** First play of each stretch, as an index into the selection's rows; closed by their number. */
  readonly firstPlay: Int32Array;
  /** Hours since 1970-01-01 local. */
  readonly localHour: Int32Array;
  /** Time heard before each stretch, ms; closed by all of it. */
  readonly msBefore: Float64Array;
}

/** The zone of the setting, and one that a question names. */
const zonesKept = 2;
const indexes = new WeakMap<PlaySelection, Map<string, HourIndex>>();

/**
 * Walks the plays of a window hour by hour of the local clock. `visit` gets the hour in which a stretch of plays
 * ended (counted from 1970-01-01 local, so `hour / 24` is the local day), where the stretch lies in the rows of
 * the history, and the time heard. An hour may come in several stretches, and again where clocks are set back.
 *
 * The zone is asked once per history; then an hour costs a lookup, however many plays it has.
 */
export function eachLocalHour(
  { columns, history, zone, rows, firstPlay }: PlayWindow,
  visit: (localHour: number, from: number, to: number, ms: number) => void,
): void {
  if (rows.length === 0) return;
  const index = indexOf(columns, history, zone);
  const endPlay = firstPlay + rows.length;
  for (let k = stretchOf(index, firstPlay); k < index.localHour.length; k++) {
    const start = index.firstPlay[k]!;
    const end = index.firstPlay[k + 1]!;
    if (start >= endPlay) return;
    if (start >= firstPlay && end <= endPlay) {
      visit(index.localHour[k]!, start, end, index.msBefore[k + 1]! - index.msBefore[k]!);
    } else {
      const from = Math.max(start, firstPlay);
      const to = Math.min(end, endPlay);
      visit(index.localHour[k]!, from, to, sumHeard(columns, history.rows, from, to));
    }
  }
}

function indexOf(columns: PlayColumns, history: PlaySelection, zone: TimeZone): HourIndex {
  let kept = indexes.get(history);
  if (kept === undefined) indexes.set(history, (kept = new Map<string, HourIndex>()));
  const index = kept.get(zone.name) ?? buildIndex(columns, history.rows, zone);
  kept.delete(zone.name);
  kept.set(zone.name, index);
  for (const oldest of kept.keys()) {
    if (kept.size <= zonesKept) break;
    kept.delete(oldest);
  }
  return index;
}

function buildIndex(columns: PlayColumns, rows: Int32Array, zone: TimeZone): HourIndex {
  const { endedAt } = columns;
  const firstPlay: number[] = [];
  const localHour: number[] = [];
  const msBefore: number[] = [0];
  let spanEnd = -Infinity;
  let offset = 0;
  for (let from = 0, to = 0; from < rows.length; from = to) {
    const instant = endedAt[rows[from]!]!;
    if (instant >= spanEnd) ({ end: spanEnd, offset } = zone.spanAt(instant));
    const hour = Math.floor((instant + offset) / hourMs);
    const end = Math.min(spanEnd, (hour + 1) * hourMs - offset);
    to = from + 1;
    while (to < rows.length && endedAt[rows[to]!]! < end) to++;
    firstPlay.push(from);
    localHour.push(hour);
    msBefore.push(msBefore[msBefore.length - 1]! + sumHeard(columns, rows, from, to));
  }
  firstPlay.push(rows.length);
  return {
    firstPlay: new Int32Array(firstPlay),
    localHour: new Int32Array(localHour),
    msBefore: new Float64Array(msBefore),
  };
}

/** The last stretch that begins at a play or before it. */
function stretchOf({ firstPlay }: HourIndex, play: number): number {
  let low = 0;
  let high = firstPlay.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (firstPlay[middle]! <= play) low = middle;
    else high = middle;
  }
  return low;
}

function sumHeard({ msPlayed }: PlayColumns, rows: Int32Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) {
    const heard = msPlayed[rows[i]!]!;
    if (heard > 0) sum += heard;
  }
  return sum;
}

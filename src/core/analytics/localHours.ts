import type { PlayColumns } from './columns.ts';
import { beginningOfPlays } from './continued.ts';
import { KeptAnswers } from './keptAnswers.ts';
import type { PlaySelection } from './plays.ts';
import { hourMs, type TimeZone } from './timeZone.ts';
import type { PlayWindow } from './window.ts';

/**
 * Plays cut where the hour of the local clock changes, in time order. An hour may come in several stretches, and
 * again where clocks are set back.
 */
export interface LocalHours {
  /** Hours since 1970-01-01 local, so `hour / 24` is the local day; one a stretch. */
  readonly hour: Int32Array;
  /** Time heard, ms; one a stretch. */
  readonly ms: Float64Array;
  /** Where each stretch begins in the rows of the history; closed by the end of the last one. */
  readonly start: Int32Array;
}

/** The zone of the setting, and one that a question names. */
const zonesKept = 2;
const indexes = new KeptAnswers<PlaySelection, LocalHours>(zonesKept);

/**
 * The hours in which the plays of a window ended. The zone is asked once per history: after that an answer costs
 * in proportion to the hours of the window, not to its plays.
 */
export function localHours({ columns, history, zone, rows, firstPlay }: PlayWindow): LocalHours {
  if (rows.length === 0)
    return { hour: new Int32Array(0), ms: new Float64Array(0), start: new Int32Array(1) };
  const all = hoursOf(columns, history, zone);
  const endPlay = firstPlay + rows.length;
  const first = stretchOf(all, firstPlay);
  const last = stretchOf(all, endPlay - 1);
  const hours = {
    hour: all.hour.subarray(first, last + 1),
    ms: all.ms.slice(first, last + 1),
    start: all.start.slice(first, last + 2),
  };
  // The ends of the window may cut a stretch.
  hours.start[0] = firstPlay;
  hours.start[hours.start.length - 1] = endPlay;
  for (const k of [0, last - first]) {
    hours.ms[k] = sumHeard(columns, history.rows, hours.start[k]!, hours.start[k + 1]!);
  }
  return hours;
}

function hoursOf(columns: PlayColumns, history: PlaySelection, zone: TimeZone): LocalHours {
  return indexes.get(history, zone.name, () => cutIntoHours(columns, history, zone));
}

function cutIntoHours(columns: PlayColumns, history: PlaySelection, zone: TimeZone): LocalHours {
  const { endedAt } = columns;
  const { rows } = history;
  const { hours, ms, start } = hoursBefore(history, zone);
  let spanEnd = -Infinity;
  let offset = 0;
  let from = start[start.length - 1]!;
  while (from < rows.length) {
    const instant = endedAt[rows[from]!]!;
    if (instant >= spanEnd) ({ end: spanEnd, offset } = zone.spanAt(instant));
    const hour = Math.floor((instant + offset) / hourMs);
    const end = Math.min(spanEnd, (hour + 1) * hourMs - offset);
    let to = from + 1;
    while (to < rows.length && endedAt[rows[to]!]! < end) to++;
    hours.push(hour);
    ms.push(sumHeard(columns, rows, from, to));
    start.push(to);
    from = to;
  }
  return { hour: new Int32Array(hours), ms: new Float64Array(ms), start: new Int32Array(start) };
}

/** The stretches of the plays that this history begins with, but for the last one: it may go on. */
function hoursBefore(
  history: PlaySelection,
  zone: TimeZone,
): { hours: number[]; ms: number[]; start: number[] } {
  const beginning = beginningOfPlays(history);
  const kept = beginning && indexes.peek(beginning.before, zone.name);
  if (beginning === undefined || kept === undefined || beginning.length === 0)
    return { hours: [], ms: [], start: [0] };
  const whole = stretchOf(kept, beginning.length - 1);
  return {
    hours: Array.from(kept.hour.subarray(0, whole)),
    ms: Array.from(kept.ms.subarray(0, whole)),
    start: Array.from(kept.start.subarray(0, whole + 1)),
  };
}

/** The stretch that a play is in. */
function stretchOf({ start }: LocalHours, play: number): number {
  let low = 0;
  let high = start.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (start[middle]! <= play) low = middle;
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

import type { PlayColumns } from '../columns.ts';
import type { PlaySelection } from '../plays.ts';
import type { PlayWindow } from '../window.ts';
import type { Items } from './items.ts';

/** Runs of two and more plays of one recording in a history, as indexes into its plays. */
interface Replays {
  readonly from: Int32Array;
  /** Exclusive. */
  readonly to: Int32Array;
}

const replaysKept = new WeakMap<PlaySelection, Replays>();

/** Plays of one recording in a row, as indexes into the plays of the history; the end is exclusive. */
export interface Replay {
  readonly from: number;
  readonly to: number;
}

/**
 * The most plays of one recording in a row in a window, from two; the earliest of equally long ones. A gap ends a run, since
 * plays may be missing there; listens that are no plays do not.
 *
 * @param recordings items of the type `tracks`
 */
export function longestReplay(
  { columns, history, firstPlay, rows }: PlayWindow,
  recordings: Items,
): Replay | undefined {
  let runs = replaysKept.get(history);
  if (runs === undefined) replaysKept.set(history, (runs = findReplays(columns, history, recordings)));
  const endPlay = firstPlay + rows.length;
  let best: Replay | undefined;
  for (let k = 0; k < runs.from.length && runs.from[k]! < endPlay; k++) {
    const from = Math.max(firstPlay, runs.from[k]!);
    const to = Math.min(endPlay, runs.to[k]!);
    if (to - from > (best === undefined ? 1 : best.to - best.from)) best = { from, to };
  }
  return best;
}

function findReplays(columns: PlayColumns, { rows }: PlaySelection, { itemOf }: Items): Replays {
  const { track, endedAt, gaps } = columns;
  const from: number[] = [];
  const to: number[] = [];
  let gap = 0;
  let start = 0;
  let previous = -1;
  for (let play = 0; play <= rows.length; play++) {
    const recording = play < rows.length ? itemOf[track[rows[play]!]!]! : -1;
    if (recording === previous && recording >= 0 && !isCutBefore(play)) continue;
    if (play - start > 1) {
      from.push(start);
      to.push(play);
    }
    start = play;
    previous = recording;
  }
  return { from: Int32Array.from(from), to: Int32Array.from(to) };

  /** Whether a gap lies between a play and the one before it. Asked in time order. */
  function isCutBefore(play: number): boolean {
    const before = endedAt[rows[play - 1]!]!;
    while (gap < gaps.length && gaps[gap]!.to <= before) gap++;
    return gap < gaps.length && gaps[gap]!.from < endedAt[rows[play]!]!;
  }
}

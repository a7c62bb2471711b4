import type { PlayColumns } from './columns.ts';
import type { PlaySelection } from './plays.ts';
import type { Tally } from './tally.ts';
import type { PlayWindow } from './window.ts';

/**
 * Adding up plays per track jumps about in memory, which makes long windows slow. So the sums up to every
 * `step`-th play are kept: a window is the difference of two of them, give or take at most `step` plays. They
 * take no more than 6 bytes a listen, and a history shorter than a step has none.
 */
const milestones = new WeakMap<PlaySelection, readonly Tally[]>();
const shortestStep = 262_144;

/** Plays and time heard per track in a window. */
export function tallyTracks({ columns, history, rows, firstPlay }: PlayWindow): Tally {
  const tracks = columns.catalogue.trackName.length;
  const step = Math.max(shortestStep, 2 * tracks);
  const endPlay = firstPlay + rows.length;
  if (rows.length <= step) {
    const tally = emptyTally(tracks);
    addPlays(tally, columns, history.rows, firstPlay, endPlay, 1);
    return tally;
  }
  const tallies = milestonesOf(columns, history, step);
  const tally = emptyTally(tracks);
  addUpTo(endPlay, 1);
  addUpTo(firstPlay, -1);
  return tally;

  /** Adds the first `end` plays: from the nearest milestone, then forwards or backwards. */
  function addUpTo(end: number, sign: 1 | -1): void {
    const plays = history.rows.length;
    const nearest = end === plays ? tallies.length - 1 : Math.round(end / step);
    const position = Math.min(nearest * step, plays);
    addTally(tally, tallies[nearest]!, sign);
    if (position < end) addPlays(tally, columns, history.rows, position, end, sign);
    else addPlays(tally, columns, history.rows, end, position, sign === 1 ? -1 : 1);
  }
}

/** Sums of the first `k · step` plays, the last of all plays. */
function milestonesOf(columns: PlayColumns, history: PlaySelection, step: number): readonly Tally[] {
  let kept = milestones.get(history);
  if (kept === undefined) milestones.set(history, (kept = addUp(columns, history, step)));
  return kept;
}

function addUp(columns: PlayColumns, { rows }: PlaySelection, step: number): Tally[] {
  const tallies = [emptyTally(columns.catalogue.trackName.length)];
  for (let from = 0; from < rows.length; from += step) {
    const last = tallies[tallies.length - 1]!;
    const next = { plays: last.plays.slice(), ms: last.ms.slice() };
    addPlays(next, columns, rows, from, Math.min(from + step, rows.length), 1);
    tallies.push(next);
  }
  return tallies;
}

function emptyTally(tracks: number): Tally {
  return { plays: new Int32Array(tracks), ms: new Float64Array(tracks) };
}

function addTally({ plays, ms }: Tally, other: Tally, sign: 1 | -1): void {
  for (let id = 0; id < plays.length; id++) {
    plays[id]! += sign * other.plays[id]!;
    ms[id]! += sign * other.ms[id]!;
  }
}

function addPlays(
  { plays, ms }: Tally,
  { track, msPlayed }: PlayColumns,
  rows: Int32Array,
  from: number,
  to: number,
  sign: 1 | -1,
): void {
  for (let i = from; i < to; i++) {
    const row = rows[i]!;
    const id = track[row]!;
    const heard = msPlayed[row]!;
    plays[id]! += sign;
    if (heard > 0) ms[id]! += sign * heard;
  }
}

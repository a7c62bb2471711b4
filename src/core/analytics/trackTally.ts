import type { PlayColumns } from './columns.ts';
import { beginningOfPlays } from './continued.ts';
import type { PlaySelection } from './plays.ts';
import type { Tally } from './tally.ts';
import type { PlayWindow } from './window.ts';

/**
 * Adding up plays per track jumps about in memory, which makes long windows slow. So the sums up to every
 * `step`-th play are kept: a window is the difference of two of them, give or take at most `step` plays. They
 * take no more than 6 bytes a listen, and a history shorter than a step has none.
 */
const milestones = new WeakMap<
  PlaySelection,
  { readonly step: number; readonly tallies: readonly Tally[] }
>();
const shortestStep = 262_144;

/** Plays and time heard per track in a window. */
export function tallyTracks({ columns, history, rows, firstPlay }: PlayWindow): Tally {
  const tracks = columns.catalogue.trackName.length;
  // A power of two, so that tracks that come seldom change it.
  const step = Math.max(shortestStep, 2 ** Math.ceil(Math.log2(2 * tracks + 1)));
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
  if (kept === undefined) {
    kept = { step, tallies: addUp(columns, history, step) };
    milestones.set(history, kept);
  }
  return kept.tallies;
}

function addUp(columns: PlayColumns, history: PlaySelection, step: number): Tally[] {
  const { rows } = history;
  const tracks = columns.catalogue.trackName.length;
  const tallies = [...talliesBefore(history, step)];
  if (tallies.length === 0) tallies.push(emptyTally(tracks));
  for (let from = (tallies.length - 1) * step; from < rows.length; from += step) {
    const next = emptyTally(tracks);
    addTally(next, tallies[tallies.length - 1]!, 1);
    addPlays(next, columns, rows, from, Math.min(from + step, rows.length), 1);
    tallies.push(next);
  }
  return tallies;
}

/** The sums of the plays that this history begins with; tracks that came since are not in them. */
function talliesBefore(history: PlaySelection, step: number): readonly Tally[] {
  const beginning = beginningOfPlays(history);
  const kept = beginning && milestones.get(beginning.before);
  if (beginning === undefined || kept?.step !== step) return [];
  return kept.tallies.slice(0, Math.floor(beginning.length / step) + 1);
}

function emptyTally(tracks: number): Tally {
  return { plays: new Int32Array(tracks), ms: new Float64Array(tracks) };
}

function addTally({ plays, ms }: Tally, other: Tally, sign: 1 | -1): void {
  for (let id = 0; id < other.plays.length; id++) {
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

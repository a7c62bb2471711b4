import type { RepeatStats } from '../../protocol/history/repeatRate.ts';
import type { PlayColumns } from './columns.ts';
import { beginningOfPlays } from './continued.ts';
import { toRatio } from './format.ts';
import type { PlaySelection } from './plays.ts';
import { recordingsOf } from './recordings.ts';
import { countPlayed, type Tally } from './tally.ts';
import type { PlayWindow } from './window.ts';

/** How plays follow each other in time order. */
export interface Runs {
  /** Plays of the same recording as the play before. */
  readonly repeats: number;
  /** Plays in the longest run of one recording, the earliest of equally long ones. */
  readonly longest: number;
  /** First track of that run; −1 without plays. */
  readonly track: number;
}

/**
 * Runs of one recording among the plays of a window, whichever of its releases they were; listens that are no plays do
 * not break a run.
 */
export function findRuns({ columns, history, rows, firstPlay }: PlayWindow): Runs {
  if (rows.length === 0) return { repeats: 0, longest: 0, track: -1 };
  const { starts, ends } = runsOf(columns, history);
  const endPlay = firstPlay + rows.length;
  let repeats = 0;
  let longest = 1;
  let longestFirst = firstPlay;
  for (let run = firstAbove(ends, firstPlay); run < starts.length && starts[run]! < endPlay; run++) {
    // The ends of the window may cut a run.
    const first = Math.max(starts[run]!, firstPlay);
    const plays = Math.min(ends[run]!, endPlay) - first;
    repeats += plays - 1;
    if (plays <= longest) continue;
    longest = plays;
    longestFirst = first;
  }
  return { repeats, longest, track: columns.track[history.rows[longestFirst]!]! };
}

/** Runs of two or more plays, in the plays of a history; the ends are exclusive. */
interface RepeatedRuns {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

const kept = new WeakMap<PlaySelection, RepeatedRuns>();

/** Found once for each play rule of a history. */
function runsOf(columns: PlayColumns, history: PlaySelection): RepeatedRuns {
  let runs = kept.get(history);
  if (runs === undefined) kept.set(history, (runs = repeatedRuns(columns, history)));
  return runs;
}

function repeatedRuns({ track, catalogue }: PlayColumns, history: PlaySelection): RepeatedRuns {
  const { rows } = history;
  const { recordingOf } = recordingsOf(catalogue);
  const { starts, ends, from } = runsBefore(history, recordingOf);
  let previous = -1;
  let first = from;
  for (let i = from; i <= rows.length; i++) {
    const recording = i < rows.length ? recordingOf[track[rows[i]!]!]! : -1;
    if (recording === previous) continue;
    if (i - first > 1) {
      starts.push(first);
      ends.push(i);
    }
    first = i;
    previous = recording;
  }
  return { starts: Int32Array.from(starts), ends: Int32Array.from(ends) };
}

/** The runs of the plays that this history begins with, and the first play of a run that may go on. */
function runsBefore(
  history: PlaySelection,
  recordingOf: Int32Array,
): { starts: number[]; ends: number[]; from: number } {
  const beginning = beginningOfPlays(history);
  const before = beginning && kept.get(beginning.before);
  const nothing = { starts: [], ends: [], from: 0 };
  if (beginning === undefined || before === undefined || beginning.length === 0) return nothing;
  const { catalogue, track } = beginning.columns;
  const known = recordingsOf(catalogue).recordingOf;
  if (!known.every((recording, id) => recording === recordingOf[id])) return nothing;
  const { rows } = beginning.before;
  let from = beginning.length - 1;
  const last = known[track[rows[from]!]!];
  while (from > 0 && known[track[rows[from - 1]!]!] === last) from--;
  const whole = firstAbove(before.ends, from);
  return {
    starts: Array.from(before.starts.subarray(0, whole)),
    ends: Array.from(before.ends.subarray(0, whole)),
    from,
  };
}

function firstAbove(sorted: Int32Array, limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The figures of repetition, from the plays per recording and the runs. */
export function toRepeatStats(tracks: Tally, plays: number, runs: Runs): RepeatStats {
  const histogram = tracksByPlays(tracks);
  const played = countPlayed(tracks);
  return {
    repeat_rate: toRatio(plays, played),
    median_plays_per_track: (playsAt(histogram, (played - 1) >> 1) + playsAt(histogram, played >> 1)) / 2,
    consecutive_repeats: runs.repeats,
    top_10_share: toRatio(playsOfTop(histogram, 10), plays),
  };
}

/** How many tracks have 1 play, 2 plays and so on. Unplayed tracks are not among them. */
function tracksByPlays({ plays }: Tally): Int32Array {
  let most = 0;
  for (let id = 0; id < plays.length; id++) if (plays[id]! > most) most = plays[id]!;
  const histogram = new Int32Array(most + 1);
  for (let id = 0; id < plays.length; id++) histogram[plays[id]!]!++;
  histogram[0] = 0;
  return histogram;
}

/** Plays of the track at a place of the list from fewest to most plays; 0 past its end. */
function playsAt(histogram: Int32Array, place: number): number {
  let passed = 0;
  for (let plays = 1; plays < histogram.length; plays++) {
    passed += histogram[plays]!;
    if (passed > place) return plays;
  }
  return 0;
}

/** Plays of the `count` most played tracks together. */
function playsOfTop(histogram: Int32Array, count: number): number {
  let sum = 0;
  let left = count;
  for (let plays = histogram.length - 1; plays > 0 && left > 0; plays--) {
    const taken = Math.min(left, histogram[plays]!);
    sum += taken * plays;
    left -= taken;
  }
  return sum;
}

import type { RepeatStats } from '../../protocol/history/repeatRate.ts';
import { toRatio } from './format.ts';
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
export function findRuns({ columns: { track, catalogue }, rows }: PlayWindow): Runs {
  const { recordingOf } = recordingsOf(catalogue);
  let repeats = 0;
  let longest = 0;
  let longestFirst = -1;
  let run = 0;
  let previous = -1;
  for (let i = 0; i < rows.length; i++) {
    const id = recordingOf[track[rows[i]!]!]!;
    if (id === previous) {
      run++;
      repeats++;
    } else {
      run = 1;
      previous = id;
    }
    if (run > longest) {
      longest = run;
      longestFirst = i - run + 1;
    }
  }
  return { repeats, longest, track: longestFirst < 0 ? -1 : track[rows[longestFirst]!]! };
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

import { firstPlayAt, type PlaySelection } from '../plays.ts';
import { recordingsOf } from '../recordings.ts';
import type { PlayWindow } from '../window.ts';

/** Plays of one thing in a row, if any. */
export interface PlayRun {
  readonly plays: number;
  /** The first of them, as an index into the plays of the window. */
  readonly first: number;
  /** A gap lies beside it. */
  readonly atGap: boolean;
}

export interface LongestRuns {
  /** Of one recording, whichever of its releases were played. */
  readonly track: PlayRun;
  readonly artist: PlayRun;
  readonly album: PlayRun;
}

/**
 * The longest run of one recording, of one artist and of one album; the earliest of equally long ones. A gap ends every
 * run, since plays may be missing there. Plays whose artist or album nobody names are in no run of it.
 */
export function longestRuns(window: PlayWindow): LongestRuns {
  if (window.rows.length < window.history.rows.length) return findRuns(window);
  let runs = wholeKept.get(window.history);
  if (runs === undefined) wholeKept.set(window.history, (runs = findRuns(window)));
  return runs;
}

/** Of the whole history, which is what most ask for. */
const wholeKept = new WeakMap<PlaySelection, LongestRuns>();

function findRuns(window: PlayWindow): LongestRuns {
  const { catalogue } = window.columns;
  const { trackArtist, trackAlbum, artistName } = catalogue;
  const cuts = cutsAtGaps(window);
  const longest = (idOf: Int32Array): PlayRun => longestRun(window, cuts, idOf);
  return {
    track: longest(recordingsOf(catalogue).recordingOf),
    artist: longest(trackArtist.map((artist) => (artistName[artist] === '' ? -1 : artist))),
    album: longest(trackAlbum),
  };
}

/** Where gaps lie between the plays of the window and those beside it, ascending: before the play of each index. */
function cutsAtGaps({ columns, history, rows, firstPlay }: PlayWindow): number[] {
  const cuts = columns.gaps
    .flatMap(({ from, to }) => [from + 1, to])
    .map((instant) => firstPlayAt(columns, history.rows, instant) - firstPlay);
  return cuts.filter((cut, k) => cut >= 0 && cut <= rows.length && cut !== cuts[k - 1]);
}

/**
 * Looks only at every n-th play once a run of n is known: a longer one that begins at a play has the same thing n
 * plays on.
 *
 * @param idOf what is looked for, per track; −1 for nothing
 */
function longestRun({ columns, rows }: PlayWindow, cuts: readonly number[], idOf: Int32Array): PlayRun {
  const { track } = columns;
  let first = 0;
  let longest = 0;
  let end = 0;
  for (let part = 0; part <= cuts.length; part++) {
    const partEnd = cuts[part] ?? rows.length;
    // The first play of a run.
    let start = part === 0 ? 0 : cuts[part - 1]!;
    while (start + longest < partEnd) {
      let begin = start + longest;
      const candidate = idOf[track[rows[begin]!]!]!;
      while (begin > start && idOf[track[rows[begin - 1]!]!] === candidate) begin--;
      if (begin > start) start = begin;
      else if (candidate < 0) start += longest + 1;
      else {
        first = start;
        end = start + longest + 1;
        while (end < partEnd && idOf[track[rows[end]!]!] === candidate) end++;
        longest = end - start;
        start = end;
      }
    }
  }
  return { plays: longest, first, atGap: longest > 0 && (cuts.includes(first) || cuts.includes(end)) };
}

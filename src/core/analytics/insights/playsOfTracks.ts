import type { PlayWindow } from '../window.ts';
import { listensOf, playsAmong } from './listensOfTracks.ts';

/** Plays of some tracks in a window, as indexes into its rows. */
export function playsOfTracks(
  { columns, history, firstPlay, rows }: PlayWindow,
  tracks: Int32Array,
): Int32Array {
  const plays = playsAmong(listensOf(columns, tracks), history, firstPlay, firstPlay + rows.length);
  return plays.map((play) => play - firstPlay);
}

/** Rows of plays that are given as indexes into those of a window. */
export function rowsOf({ rows }: PlayWindow, plays: Int32Array): Int32Array {
  return plays.map((play) => rows[play]!);
}

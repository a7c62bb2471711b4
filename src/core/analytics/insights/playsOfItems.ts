import type { PlayWindow } from '../window.ts';
import { idsWhere } from './idsWhere.ts';
import type { Items } from './items.ts';
import { listensOf, playsAmong } from './listensOfTracks.ts';

/** Tracks of each of some items, ascending. */
export function tracksOfItems({ count, itemOf }: Items, ids: Int32Array): Int32Array[] {
  const placeOf = new Int32Array(count).fill(-1);
  ids.forEach((id, place) => (placeOf[id] = place));
  const found = Array.from(ids, (): number[] => []);
  const isWanted = (track: number): boolean => itemOf[track]! >= 0 && placeOf[itemOf[track]!]! >= 0;
  for (const track of idsWhere(itemOf.length, isWanted)) found[placeOf[itemOf[track]!]!]!.push(track);
  return found.map((tracks) => Int32Array.from(tracks));
}

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

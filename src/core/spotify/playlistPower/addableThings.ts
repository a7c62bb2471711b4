import type { PlaylistEntry } from '../schemas/playlistEntry.ts';
import { sameThings } from './sameThings.ts';
import { thingsOf, type Thing } from './things.ts';

/** What of a playlist can be put into another one. */
export interface Addable {
  readonly things: readonly Thing[];
  /** How many entries are local files or no longer shown: the Web API cannot add those. */
  readonly leftOut: number;
}

/** The entries that can be added elsewhere, in order. */
export function addableThings(entries: readonly PlaylistEntry[]): Addable {
  const things = thingsOf(entries).filter(({ kind }) => kind !== 'local');
  return { things, leftOut: entries.length - things.length };
}

/** What is left out, as a sentence; `undefined` if nothing is. */
export function leftOutNote(count: number): string | undefined {
  if (count === 0) return undefined;
  const what = count === 1 ? '1 entry is left out' : `${count} entries are left out`;
  return `${what}: local files, and what Spotify no longer shows, cannot be added by an app.`;
}

/** Those that are neither there already nor earlier in the list, in order. */
export function newThings(
  there: readonly Thing[],
  things: readonly Thing[],
  by: 'uri' | 'recording',
): readonly Thing[] {
  const firsts = sameThings([...there, ...things], by);
  return things.filter((_, at) => firsts[there.length + at] === there.length + at);
}

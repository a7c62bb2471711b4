import { isLocalUri } from './playableUri.ts';
import { maxPlaylistUris } from '../operations/playlistItems.ts';

/** Neighbours that are put back together, after all equal ones were removed. */
export interface KeptRun {
  /** Of the first one in the list as it shall be. */
  readonly position: number;
  readonly uris: readonly string[];
}

/** How entries leave a list whose items can be removed by their URI only. */
export interface Removal {
  /** Each once, in their order in the list. */
  readonly uris: readonly string[];
  /** Entries that share their URI with one that goes and shall stay, from the front. */
  readonly kept: readonly KeptRun[];
  /** URIs of all entries afterwards. */
  readonly wanted: readonly string[];
}

/** A removal, and which way to go about it. */
export interface PlannedRemoval extends Removal {
  /** Writing the whole list anew takes fewer calls by far, and would lose nothing but dates. */
  readonly rewrites: boolean;
  /** What it does to entries that stay; empty if nothing. */
  readonly note: string;
}

/** More calls than this to put entries back make it worth to write the list anew. */
const manyRuns = 30;

/** Works out a removal. @param drop positions that go */
export function planRemoval(uris: readonly string[], drop: ReadonlySet<number>): PlannedRemoval {
  const removal = removalOf(uris, drop);
  const { kept, wanted } = removal;
  const canBeAdded = uris.every((uri) => uri !== '' && !isLocalUri(uri));
  const rewrites = kept.length > manyRuns && canBeAdded && wanted.length / maxPlaylistUris < kept.length / 2;
  const back = kept.reduce((count, run) => count + run.uris.length, 0);
  if (rewrites)
    return { ...removal, rewrites, note: 'The list is written anew: all of it counts as added now.' };
  if (back === 0) return { ...removal, rewrites, note: '' };
  const subject = back === 1 ? '1 equal entry that stays is' : `${back} equal entries that stay are`;
  const cost = kept.length > manyRuns ? `, which takes ${kept.length} calls` : '';
  return { ...removal, rewrites, note: `${subject} put back and count as added now${cost}.` };
}

/** What to remove and what to put back. @param drop positions that go */
export function removalOf(uris: readonly string[], drop: ReadonlySet<number>): Removal {
  const going = new Set([...drop].map((at) => uris[at] ?? ''));
  const wanted: string[] = [];
  const kept: { position: number; uris: string[] }[] = [];
  uris.forEach((uri, at) => {
    if (drop.has(at)) return;
    const last = kept.at(-1);
    if (going.has(uri)) {
      if (last !== undefined && last.position + last.uris.length === wanted.length) last.uris.push(uri);
      else kept.push({ position: wanted.length, uris: [uri] });
    }
    wanted.push(uri);
  });
  return { uris: [...going], kept, wanted };
}

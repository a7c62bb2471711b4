import { maxPageLimit } from '../operations/commonParams.ts';
import { getPlaylistItems } from '../operations/playlistItems.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { urisOf } from './readEntries.ts';

/** A part of a list: from the first position to before the second. */
export type Stretch = readonly [from: number, to: number];

/** Pages that are asked for at once. */
const pagesAtOnce = 4;

/**
 * Whether a playlist holds these entries now, read past every cache.
 * @param stretch the only part that is looked at, besides the length; absent = all
 */
export async function showsItems(
  { send }: SpotifyContext,
  id: string,
  wanted: readonly string[],
  [from, to]: Stretch = [0, wanted.length],
): Promise<boolean> {
  const fits = async (offset: number): Promise<boolean> => {
    const page = await send(getPlaylistItems, { id, limit: maxPageLimit, offset }, { fresh: true });
    const uris = urisOf(page.items);
    return (
      page.total === wanted.length &&
      uris.length === Math.min(maxPageLimit, wanted.length - offset) &&
      uris.every((uri, at) => uri === wanted[offset + at])
    );
  };
  const [first = 0, ...rest] = offsetsOf(from, Math.min(to, wanted.length));
  // The first page tells the length: where that is another one, the rest need not be asked for.
  if (!(await fits(first))) return false;
  for (let at = 0; at < rest.length; at += pagesAtOnce) {
    const fit = await Promise.all(rest.slice(at, at + pagesAtOnce).map(fits));
    if (fit.includes(false)) return false;
  }
  return true;
}

function offsetsOf(from: number, to: number): readonly number[] {
  const offsets: number[] = [];
  for (let offset = from - (from % maxPageLimit); offset < to; offset += maxPageLimit) offsets.push(offset);
  return offsets;
}

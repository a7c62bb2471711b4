import { maxPageLimit } from '../operations/commonParams.ts';
import { getPlaylistItems } from '../operations/playlistItems.ts';
import type { Playlist } from '../schemas/playlist.ts';
import type { PlaylistEntry } from '../schemas/playlistEntry.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { ForbiddenError } from '../spotifyErrors.ts';

/** Part of a playlist. */
export interface SomeEntries {
  /** In order, gaps included. */
  readonly entries: readonly PlaylistEntry[];
  /** Length of the whole playlist. */
  readonly total: number;
}

/**
 * Entries from a place on. Those that came with the playlist are not asked for again.
 * @returns `undefined` where Spotify does not show this account what the playlist holds
 */
export async function readSomeEntries(
  context: SpotifyContext,
  { id, items }: Playlist,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<SomeEntries | undefined> {
  if (items === undefined) return undefined;
  const { items: known = [], total } = items;
  const end = Math.min(offset + limit, total ?? Infinity);
  if (total !== undefined && (offset >= total || known.length >= end)) {
    return { entries: known.slice(offset, end), total };
  }
  try {
    return await readPages(context, id, offset, end);
  } catch (error) {
    if (ForbiddenError.is(error, 'other')) return undefined;
    throw error;
  }
}

async function readPages(
  { send }: SpotifyContext,
  id: string,
  offset: number,
  end: number,
): Promise<SomeEntries> {
  const entries: PlaylistEntry[] = [];
  let total = offset;
  while (offset + entries.length < end) {
    const at = offset + entries.length;
    const limit = Math.min(maxPageLimit, end - at);
    const page = await send(getPlaylistItems, { id, limit, offset: at });
    entries.push(...page.items);
    total = page.total ?? offset + entries.length;
    if (page.next === undefined || page.items.length === 0) break;
  }
  return { entries, total };
}

import type { ListPlaylistsParams, ListPlaylistsResult } from '../../../protocol/spotify/playlists.ts';
import { fold } from '../../analytics/folding.ts';
import { maxPageLimit } from '../operations/commonParams.ts';
import { getOwnPlaylists, maxPlaylistOffset } from '../operations/playlists.ts';
import { getProfile } from '../operations/profile.ts';
import { listMark, pageNote, readCursor, writeCursor } from '../pageCursor.ts';
import type { Playlist } from '../schemas/playlist.ts';
import type { Feature, SpotifyContext } from '../spotifyContext.ts';
import { fittingRows } from './fittingRows.ts';
import { playlistFacts } from './playlistFacts.ts';

const defaultLimit = 50;
/** Pages that one call looks through for what fits; each is a request. */
const maxPages = 20;

/**
 * Answers `spotify.listPlaylists`. A cursor is a place in the account's own list, so that a search goes on where it
 * stopped, however few fitted.
 * @throws InputError for a cursor of another list
 */
export const listPlaylists: Feature<ListPlaylistsParams, ListPlaylistsResult> = async (context, params) => {
  const { filter = 'all', limit = defaultLimit } = params;
  const words = fold(params.search ?? '').trim();
  const list = listMark('playlists', filter, words);
  const start = readCursor(list, params.cursor);
  const { id: me } = await context.send(getProfile, {});
  const fits = (playlist: Playlist): boolean =>
    isOfKind(playlist, filter, me) && fold(playlist.name).includes(words);
  const { found, next, total } = await lookThrough(context, { start, limit, fits });
  const rows = fittingRows(found.map(({ playlist }) => playlistFacts(playlist, me)));
  const nextPlace = found[rows.length]?.place ?? next;
  const isAll = filter === 'all' && words === '';
  const note = isAll ? pageNote(start, rows.length, total) : searchNote(rows.length, start, nextPlace, total);
  const hasHidden = rows.some(({ contents }) => contents === 'hidden');
  return {
    playlists: rows,
    total,
    ...(nextPlace !== undefined && { next_cursor: writeCursor(list, nextPlace) }),
    note: hasHidden ? `${note} Spotify shows the contents of own and shared playlists only.` : note,
  };
};

function isOfKind(
  { owner, collaborative }: Playlist,
  filter: NonNullable<ListPlaylistsParams['filter']>,
  me: string,
): boolean {
  if (filter === 'collaborative') return collaborative === true;
  return filter === 'all' || (owner?.id === me) === (filter === 'own');
}

interface Wanted {
  /** Place in the account's list, from 0. */
  readonly start: number;
  readonly limit: number;
  readonly fits: (playlist: Playlist) => boolean;
}

interface Found {
  readonly found: readonly { readonly place: number; readonly playlist: Playlist }[];
  /** Where to go on; absent at the end of the list. */
  readonly next: number | undefined;
  /** Length of the account's list. */
  readonly total: number;
}

/** Whole pages at fixed places, so that the next call finds in the cache what this one read. */
async function lookThrough({ send }: SpotifyContext, { start, limit, fits }: Wanted): Promise<Found> {
  const found: { place: number; playlist: Playlist }[] = [];
  let total = 0;
  let at = start - (start % maxPageLimit);
  for (let pages = 0; pages < maxPages && at <= maxPlaylistOffset; pages += 1) {
    const page = await send(getOwnPlaylists, { limit: maxPageLimit, offset: at === 0 ? undefined : at });
    total = page.total ?? at + page.items.length;
    for (const [index, playlist] of page.items.entries()) {
      const place = at + index;
      if (place < start || !fits(playlist)) continue;
      if (found.length === limit) return { found, next: place, total };
      found.push({ place, playlist });
    }
    if (page.next === undefined) return { found, next: undefined, total };
    at += page.limit ?? maxPageLimit;
    if (found.length === limit) break;
  }
  return { found, next: at <= maxPlaylistOffset ? at : undefined, total };
}

function searchNote(count: number, start: number, next: number | undefined, total: number): string {
  if (next === undefined && start === 0) {
    return count === 0 ? `None of the ${total} playlists fits.` : `${count} of ${total} playlists fit.`;
  }
  const from = start + 1;
  return next === undefined
    ? `${count} more fit, and those were the last.`
    : `${count} fit among playlists ${from} to ${next} of ${total}; pass next_cursor to look on.`;
}

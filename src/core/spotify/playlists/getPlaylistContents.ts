import type { GetPlaylistParams, GetPlaylistResult } from '../../../protocol/spotify/playlists.ts';
import { getPlaylist } from '../operations/playlists.ts';
import { getProfile } from '../operations/profile.ts';
import { listMark, pageNote, readCursor, writeCursor } from '../pageCursor.ts';
import type { Feature } from '../spotifyContext.ts';
import { parseSpotifyReference } from '../spotifyReference.ts';
import { upstreamText } from '../upstreamText.ts';
import { describeEntry } from './describeEntry.ts';
import { findPlaylist } from './findPlaylist.ts';
import { fittingRows } from './fittingRows.ts';
import { playlistFacts } from './playlistFacts.ts';
import { readSomeEntries, type SomeEntries } from './readSomeEntries.ts';

const defaultLimit = 50;
const hiddenNote =
  'Spotify does not show what this playlist holds, because the account neither owns nor shares it. spotify_play can play it.';

/**
 * Answers `spotify.getPlaylist`: what a playlist says of itself and a page of its entries. Contents that Spotify does
 * not show are no failure and no empty playlist: `contents` says so.
 * @throws InputError for a cursor of another playlist and for what `findPlaylist` refuses; NotFound
 */
export const getPlaylistContents: Feature<GetPlaylistParams, GetPlaylistResult> = async (context, params) => {
  const { cursor, limit = defaultLimit, detail = 'full' } = params;
  const named = parseSpotifyReference(params.playlist, 'playlist')?.id;
  if (named !== undefined) readCursor(markOf(named), cursor); // a wrong one costs no request
  // One after the other: beside a request that fails at once, another would be sent for nothing.
  const found = await findPlaylist(context, params.playlist);
  const { id: me } = await context.send(getProfile, {});
  const offset = readCursor(markOf(found.id), cursor);
  // Whole playlists come with their first entries; one that was found by its name comes from a list, without any.
  const isWhole = named !== undefined || found.items?.items !== undefined;
  const playlist = isWhole || offset > 0 ? found : await context.send(getPlaylist, { id: found.id });
  const shown = await readSomeEntries(context, playlist, { offset, limit });
  const rows = fittingRows(
    (shown?.entries ?? []).map((entry) => describeEntry(context, entry, playlist.owner?.id, detail)),
  );
  const next = offset + rows.length;
  const { contents: _, items: _count, ...facts } = playlistFacts(playlist, me);
  const items = shown?.total ?? found.items?.total;
  const snapshot = upstreamText(playlist.snapshot_id ?? '');
  return {
    ...facts,
    ...(items !== undefined && { items }),
    ...(shown === undefined ? { contents: 'hidden' } : shown.total === 0 && { contents: 'empty' }),
    ...(snapshot !== '' && { snapshot_id: snapshot }),
    entries: rows,
    ...(shown !== undefined &&
      rows.length > 0 &&
      next < shown.total && {
        next_cursor: writeCursor(markOf(found.id), next),
      }),
    note: noteOf(shown, offset, rows),
  };
};

function markOf(id: string): string {
  return listMark('playlist', id);
}

function noteOf(shown: SomeEntries | undefined, offset: number, rows: GetPlaylistResult['entries']): string {
  if (shown === undefined) return hiddenNote;
  if (shown.total === 0) return 'The playlist is empty.';
  if (rows.length === 0) return `There is nothing behind position ${offset}: it holds ${shown.total}.`;
  const odd = rows.filter(({ kind }) => kind === 'local' || kind === 'unavailable').length;
  const page = pageNote(offset, rows.length, shown.total);
  if (odd === 0) return page;
  return `${page} Of these, ${odd} cannot be added anywhere by tools: local files, or no longer shown by Spotify.`;
}

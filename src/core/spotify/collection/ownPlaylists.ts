import type * as z from 'zod';
import type { ownPlaylistsParams, ownPlaylistsResult } from '../../../protocol/spotify/collection.ts';
import { describeItem } from '../describeItem.ts';
import { maxPageLimit } from '../operations/commonParams.ts';
import { getOwnPlaylists } from '../operations/playlists.ts';
import { getProfile } from '../operations/profile.ts';
import type { Playlist } from '../schemas/playlist.ts';
import type { Feature, SpotifyContext } from '../spotifyContext.ts';

/** Pages of 50 that are read at most: nobody picks from more, and each is a request. */
const maxPages = 20;

/** The account's playlists in its own order, owned and followed. */
export interface PlaylistList {
  readonly playlists: readonly Playlist[];
  /** How many there are in all. */
  readonly total: number;
}

/** Reads the account's playlists, up to 1,000 of them. */
export async function readPlaylists({ send }: SpotifyContext): Promise<PlaylistList> {
  const first = await send(getOwnPlaylists, { limit: maxPageLimit });
  const total = first.total ?? first.items.length;
  const pages = first.next === undefined ? 0 : Math.min(maxPages, Math.ceil(total / maxPageLimit)) - 1;
  const rest = await Promise.all(
    Array.from({ length: Math.max(0, pages) }, (_, at) =>
      send(getOwnPlaylists, { limit: maxPageLimit, offset: (at + 1) * maxPageLimit }),
    ),
  );
  return { playlists: [first, ...rest].flatMap(({ items }) => items), total };
}

/** Answers `spotify.ownPlaylists`: those that the account owns, and those that it may change with others. */
export const ownPlaylists: Feature<
  z.output<typeof ownPlaylistsParams>,
  z.output<typeof ownPlaylistsResult>
> = async (context) => {
  const [{ id: me }, { playlists, total }] = await Promise.all([
    context.send(getProfile, {}),
    readPlaylists(context),
  ]);
  const writable = playlists.filter(({ owner, collaborative }) => owner?.id === me || collaborative === true);
  return {
    playlists: writable.map((playlist) => {
      const { name, uri, items } = describeItem(playlist);
      return { id: playlist.id, name, uri, ...(items !== undefined && { items }) };
    }),
    ...(playlists.length < total && {
      note: `Only the first ${playlists.length} of ${total} playlists were looked at.`,
    }),
  };
};

import type { ClearPlaylistParams } from '../../../protocol/spotify/playlistPower/clearPlaylist.ts';
import type { PlaylistItemsResult } from '../../../protocol/spotify/playlistItems.ts';
import { replaceItems } from '../playlists/replaceItems.ts';
import type { Feature } from '../spotifyContext.ts';

/**
 * Answers `spotify.clearPlaylist`: takes everything out and leaves the playlist.
 * @throws ForbiddenError for one that the user may not change
 */
export const clearPlaylist: Feature<ClearPlaylistParams, PlaylistItemsResult> = (context, params) =>
  replaceItems(context, { ...params, uris: [], allow_empty: true });

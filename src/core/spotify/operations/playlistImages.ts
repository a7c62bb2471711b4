import { defineOperation } from '../operation.ts';
import { anyBody } from '../schemas/anyBody.ts';
import { image } from '../schemas/image.ts';
import { list } from '../schemas/tolerant.ts';

/** Largest picture, in bytes of its base64 text (Spotify Web API reference). */
export const maxCoverBytes = 256 * 1024;

/** The covers of a playlist, widest first; there may be none. */
export const getPlaylistCover = defineOperation({
  id: 'get-playlist-cover',
  method: 'GET',
  path: '/playlists/{playlist_id}/images',
  family: 'playlists',
  scopes: [],
  cache: 'playlist',
  request: ({ id }: { readonly id: string }) => ({ path: { playlist_id: id } }),
  response: list(image),
});

/** Which picture for which playlist. */
export interface SetCoverParams {
  readonly id: string;
  /** Base64 of a JPEG, at most {@link maxCoverBytes}. */
  readonly jpeg: string;
}

/** Gives a playlist a cover of the user's own. Spotify counts these calls by themselves (reference). */
export const setPlaylistCover = defineOperation({
  id: 'upload-custom-playlist-cover',
  method: 'PUT',
  path: '/playlists/{playlist_id}/images',
  family: 'playlists',
  scopes: ['ugc-image-upload'],
  anyScope: ['playlist-modify-public', 'playlist-modify-private'],
  changes: ['playlist'],
  request: ({ id, jpeg }: SetCoverParams) => ({ path: { playlist_id: id }, jpeg }),
  response: anyBody,
});

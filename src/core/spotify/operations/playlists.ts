import { defineOperation } from '../operation.ts';
import { anyBody } from '../schemas/anyBody.ts';
import { page } from '../schemas/page.ts';
import { playlist } from '../schemas/playlist.ts';
import { additionalTypes, type MarketParams, type PageParams } from './commonParams.ts';

/** Largest `offset` into the user's playlists (Spotify Web API reference). */
export const maxPlaylistOffset = 100_000;

/** The user's playlists, owned and followed, in the user's order. Collaborative ones need a scope more. */
export const getOwnPlaylists = defineOperation({
  id: 'get-a-list-of-current-users-playlists',
  method: 'GET',
  path: '/me/playlists',
  family: 'playlists',
  scopes: ['playlist-read-private'],
  cache: 'playlist',
  request: ({ limit, offset }: PageParams) => ({ query: { limit, offset } }),
  response: page(playlist),
});

/** Which playlist. */
export interface PlaylistParams extends MarketParams {
  readonly id: string;
}

/**
 * A playlist and, where the user owns it or collaborates, its first entries. Playlists that Spotify makes itself are
 * answered with 404 (observed 2026).
 */
export const getPlaylist = defineOperation({
  id: 'get-playlist',
  method: 'GET',
  path: '/playlists/{playlist_id}',
  family: 'playlists',
  scopes: [],
  cache: 'playlist',
  request: ({ id, market }: PlaylistParams) => ({
    path: { playlist_id: id },
    query: { market, additional_types: additionalTypes },
  }),
  response: playlist,
});

/** What a playlist says of itself. */
export interface PlaylistDetails {
  readonly name?: string | undefined;
  /** Shown in the user's profile; Spotify's default for a new playlist is `true`. */
  readonly public?: boolean | undefined;
  /** Others may change it; needs `public: false`. */
  readonly collaborative?: boolean | undefined;
  readonly description?: string | undefined;
}

/** What a new playlist says of itself. */
export interface CreatePlaylistParams extends PlaylistDetails {
  readonly name: string;
}

const eitherModify = ['playlist-modify-public', 'playlist-modify-private'] as const;

/** Makes an empty playlist of the user. */
export const createPlaylist = defineOperation({
  id: 'create-playlist',
  method: 'POST',
  path: '/me/playlists',
  family: 'playlists',
  // The reference lists both and says which playlist needs which.
  scopes: (params: CreatePlaylistParams) => {
    if (params.collaborative === true) return eitherModify;
    return [params.public === false ? 'playlist-modify-private' : 'playlist-modify-public'];
  },
  changes: ['playlist'],
  request: ({ name, public: isPublic, collaborative, description }: CreatePlaylistParams) => ({
    json: { name, public: isPublic, collaborative, description },
  }),
  response: playlist,
});

/** What a playlist says of itself from now on. */
export interface ChangePlaylistParams extends PlaylistDetails {
  readonly id: string;
}

/** Changes what is given and leaves the rest. */
export const changePlaylistDetails = defineOperation({
  id: 'change-playlist-details',
  method: 'PUT',
  path: '/playlists/{playlist_id}',
  family: 'playlists',
  scopes: (params: ChangePlaylistParams) => (params.collaborative === true ? eitherModify : []),
  anyScope: eitherModify,
  changes: ['playlist'],
  request: ({ id, name, public: isPublic, collaborative, description }: ChangePlaylistParams) => ({
    path: { playlist_id: id },
    json: { name, public: isPublic, collaborative, description },
  }),
  response: anyBody,
});

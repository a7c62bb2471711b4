import * as z from 'zod';
import { defineOperation } from '../operation.ts';
import { album } from '../schemas/album.ts';
import { anyBody } from '../schemas/anyBody.ts';
import { artist } from '../schemas/artist.ts';
import { audiobook } from '../schemas/audiobook.ts';
import { episode } from '../schemas/episode.ts';
import { cursorPage, page } from '../schemas/page.ts';
import { saved } from '../schemas/saved.ts';
import { show } from '../schemas/show.ts';
import { track } from '../schemas/track.ts';
import type { MarketParams, PageParams } from './commonParams.ts';
import { libraryReadScopes, libraryWriteScopes } from './libraryScopes.ts';

/** URIs in one call; more are answered with 400 (Spotify Web API reference). */
export const maxLibraryUris = 40;

/** Things saved, the latest first. */
export interface SavedParams extends PageParams, MarketParams {}

/** What lists of saved things have in common. */
const list = {
  method: 'GET',
  family: 'library',
  scopes: ['user-library-read'],
  cache: 'library',
} as const;

/** The user's liked songs. */
export const getSavedTracks = defineOperation({
  ...list,
  id: 'get-users-saved-tracks',
  path: '/me/tracks',
  request: ({ market, limit, offset }: SavedParams) => ({ query: { market, limit, offset } }),
  response: page(saved('track', track)),
});

/** Albums with the first page of their tracks. */
export const getSavedAlbums = defineOperation({
  ...list,
  id: 'get-users-saved-albums',
  path: '/me/albums',
  request: ({ market, limit, offset }: SavedParams) => ({ query: { market, limit, offset } }),
  response: page(saved('album', album)),
});

/** Shows without their episodes. */
export const getSavedShows = defineOperation({
  ...list,
  id: 'get-users-saved-shows',
  path: '/me/shows',
  request: ({ limit, offset }: PageParams) => ({ query: { limit, offset } }),
  response: page(saved('show', show)),
});

/** Audiobooks without their chapters. */
export const getSavedAudiobooks = defineOperation({
  ...list,
  id: 'get-users-saved-audiobooks',
  path: '/me/audiobooks',
  request: ({ limit, offset }: PageParams) => ({ query: { limit, offset } }),
  response: page(saved('audiobook', audiobook)),
});

/** Episodes with how far the user has listened. */
export const getSavedEpisodes = defineOperation({
  ...list,
  id: 'get-users-saved-episodes',
  path: '/me/episodes',
  scopes: ['user-library-read', 'user-read-playback-position'],
  request: ({ market, limit, offset }: SavedParams) => ({ query: { market, limit, offset } }),
  response: page(saved('episode', episode)),
});

/** Which part of the followed artists. */
export interface FollowedParams {
  /** Id of the last artist of the page before. */
  readonly after?: string | undefined;
  /** 1 to 50; Spotify's default is 20. */
  readonly limit?: number | undefined;
}

/** The artists that the user follows; read on by `cursors.after`. */
export const getFollowedArtists = defineOperation({
  ...list,
  id: 'get-followed',
  path: '/me/following',
  scopes: ['user-follow-read'],
  request: ({ after, limit }: FollowedParams) => ({ query: { type: 'artist', after, limit } }),
  response: z.object({ artists: cursorPage(artist) }).transform((answer) => answer.artists),
});

/** What to save, remove or look for. */
export interface LibraryParams {
  /**
   * 1 to {@link maxLibraryUris} of tracks, albums, episodes, shows, audiobooks, users, playlists; artists too, though
   * the reference names them for checks only.
   */
  readonly uris: readonly string[];
}

/** What changes of the library have in common: a playlist that is followed or left changes the list of playlists. */
const change = {
  path: '/me/library',
  family: 'library',
  scopes: libraryWriteScopes,
  changes: ['library', 'playlist'],
  response: anyBody,
} as const;

/** Saves tracks, albums, episodes, shows, audiobooks; follows artists, users, playlists. */
export const saveToLibrary = defineOperation({
  ...change,
  id: 'save-library-items',
  method: 'PUT',
  // In the query: a body alone is answered with 400 (observed 2026), though Spotify's guide shows one.
  request: ({ uris }: LibraryParams) => ({ query: { uris } }),
});

/** The opposite of {@link saveToLibrary}. */
export const removeFromLibrary = defineOperation({
  ...change,
  id: 'remove-library-items',
  method: 'DELETE',
  request: ({ uris }: LibraryParams) => ({ query: { uris } }),
});

/** Whether each is saved or followed, in the order of the URIs. */
export const checkLibrary = defineOperation({
  ...list,
  id: 'check-library-contains',
  path: '/me/library/contains',
  scopes: libraryReadScopes,
  request: ({ uris }: LibraryParams) => ({ query: { uris } }),
  response: z.array(z.boolean()),
});

import { defineOperation } from '../operation.ts';
import { artist } from '../schemas/artist.ts';
import { page } from '../schemas/page.ts';
import { profile } from '../schemas/profile.ts';
import { track } from '../schemas/track.ts';
import type { NoParams, PageParams } from './commonParams.ts';

/** Who is signed in. The scopes of the reference guard fields that newer apps no longer get. */
export const getProfile = defineOperation({
  id: 'get-current-users-profile',
  method: 'GET',
  path: '/me',
  family: 'profile',
  scopes: [],
  cache: 'profile',
  request: (_params: NoParams) => ({}),
  response: profile,
});

/** Which favourites. */
export interface TopParams extends PageParams {
  /** About 4 weeks, 6 months (Spotify's default), 1 year. */
  readonly timeRange?: 'short_term' | 'medium_term' | 'long_term' | undefined;
}

/** The artists that Spotify calculates to be the user's favourites, the first one first. */
export const getTopArtists = defineOperation({
  id: 'get-users-top-artists',
  method: 'GET',
  path: '/me/top/artists',
  family: 'profile',
  scopes: ['user-top-read'],
  cache: 'profile',
  request: ({ timeRange, limit, offset }: TopParams) => ({
    query: { time_range: timeRange, limit, offset },
  }),
  response: page(artist),
});

/** The tracks that Spotify calculates to be the user's favourites, the first one first. */
export const getTopTracks = defineOperation({
  id: 'get-users-top-tracks',
  method: 'GET',
  path: '/me/top/tracks',
  family: 'profile',
  scopes: ['user-top-read'],
  cache: 'profile',
  request: ({ timeRange, limit, offset }: TopParams) => ({
    query: { time_range: timeRange, limit, offset },
  }),
  response: page(track),
});

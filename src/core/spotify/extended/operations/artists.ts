import { artist } from '../../schemas/artist.ts';
import { track } from '../../schemas/track.ts';
import type { ItemParams } from '../../operations/commonParams.ts';
import { defineExtended } from './extendedOperation.ts';
import { membersOf } from './membersOf.ts';

/** Artists that other listeners of an artist hear, as Spotify calculates; 20 at most. */
export const getRelatedArtists = defineExtended({
  id: 'get-an-artists-related-artists',
  method: 'GET',
  path: '/artists/{id}/related-artists',
  family: 'artists',
  scopes: [],
  cache: 'metadata',
  instead:
    "Call spotify_radio (toolset composite) with the artist as seed instead: it finds who is near the artist in the user's own listening.",
  request: ({ id }: Pick<ItemParams, 'id'>) => ({ path: { id } }),
  response: membersOf('artists', artist),
});

/** The ten most popular tracks of an artist in a country. */
export const getArtistTopTracks = defineExtended({
  id: 'get-an-artists-top-tracks',
  method: 'GET',
  path: '/artists/{id}/top-tracks',
  family: 'artists',
  scopes: [],
  cache: 'profile',
  instead:
    "Call spotify_artist_profile (toolset composite) for the user's own top tracks of the artist, or spotify_search with the artist as filter, whose order is no ranking.",
  request: ({ id, market }: ItemParams) => ({ path: { id }, query: { market } }),
  response: membersOf('tracks', track),
});

import { artistTopTracksParams, artistTopTracksResult } from '../../../../protocol/spotify/extendedArtist.ts';
import { defineTool, SPOTIFY_READ } from '../../defineTool.ts';

export const spotifyGetArtistTopTracks = defineTool({
  name: 'spotify_get_artist_top_tracks',
  title: 'Top tracks of an artist',
  description:
    "List the ten most popular tracks of an artist in a country. Use it if the Client ID's app has extended quota; every other app gets an error, and spotify_artist_profile tells the user's own favourites of the artist.",
  toolset: 'extended',
  annotations: SPOTIFY_READ,
  input: artistTopTracksParams,
  output: artistTopTracksResult,
  run: (args, { api, signal }) => api.call('spotify.artistTopTracks', args, { signal }),
});

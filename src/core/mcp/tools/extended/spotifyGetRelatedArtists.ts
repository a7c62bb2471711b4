import { relatedArtistsParams, relatedArtistsResult } from '../../../../protocol/spotify/extendedArtist.ts';
import { defineTool, SPOTIFY_READ } from '../../defineTool.ts';

export const spotifyGetRelatedArtists = defineTool({
  name: 'spotify_get_related_artists',
  title: 'Related artists',
  description:
    "List artists like one, as Spotify calculates from all listeners. Use it if the Client ID's app has extended quota; every other app gets an error, and spotify_radio with the artist as seed finds who is near in the user's own listening.",
  toolset: 'extended',
  annotations: SPOTIFY_READ,
  input: relatedArtistsParams,
  output: relatedArtistsResult,
  run: (args, { api, signal }) => api.call('spotify.relatedArtists', args, { signal }),
});

import {
  recommendationsParams,
  recommendationsResult,
} from '../../../../protocol/spotify/extendedRecommendations.ts';
import { defineTool, SPOTIFY_READ } from '../../defineTool.ts';

export const spotifyGetRecommendations = defineTool({
  name: 'spotify_get_recommendations',
  title: 'Recommendations',
  description:
    "List tracks that Spotify recommends for up to five tracks, artists or genres, steered by tempo, energy and the like. Use it if the Client ID's app has extended quota and had recommendations before November 2024; every other app gets an error, and spotify_radio does it from the user's own listening.",
  toolset: 'extended',
  annotations: SPOTIFY_READ,
  input: recommendationsParams,
  output: recommendationsResult,
  run: (args, { api, signal }) => api.call('spotify.recommendations', args, { signal }),
});

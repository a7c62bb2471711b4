import { topItemsParams, topItemsResult } from '../../../../protocol/spotify/profile.ts';
import { defineTool, SPOTIFY_READ } from '../../defineTool.ts';

export const spotifyGetTop = defineTool({
  name: 'spotify_get_top',
  title: 'Favourites at Spotify',
  description:
    'Favourite tracks or artists as Spotify ranks them, without counts. Use it where the history is empty or recent taste is enough; history_top_tracks counts every play.',
  toolset: 'profile',
  annotations: SPOTIFY_READ,
  input: topItemsParams,
  output: topItemsResult,
  run: (args, { api, signal }) => api.call('spotify.top', args, { signal }),
});

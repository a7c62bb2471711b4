import { getItemsParams, getItemsResult } from '../../../../protocol/spotify/getItems.ts';
import { defineTool, SPOTIFY_READ } from '../../defineTool.ts';

export const spotifyGetItems = defineTool({
  name: 'spotify_get_items',
  title: 'Look up Spotify items',
  description:
    'Details of up to 50 things by URI, link or id. Use it for what a search does not show: codes, genres, what an artist released, where an episode was left. Each is a request.',
  toolset: 'search',
  annotations: SPOTIFY_READ,
  input: getItemsParams,
  output: getItemsResult,
  run: (args, { api, signal, progress }) =>
    api.call('spotify.getItems', args, { signal, onProgress: progress }),
});

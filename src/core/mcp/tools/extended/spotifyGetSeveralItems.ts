import { severalItemsParams, severalItemsResult } from '../../../../protocol/spotify/extendedSeveralItems.ts';
import { defineTool, SPOTIFY_READ } from '../../defineTool.ts';

export const spotifyGetSeveralItems = defineTool({
  name: 'spotify_get_several_items',
  title: 'Several items at once',
  description:
    "Read up to 50 tracks, albums, artists, shows, episodes, audiobooks and chapters, those of one kind with one request (20 albums each). Use it instead of spotify_get_items if the Client ID's app has extended quota; every other app gets an error.",
  toolset: 'extended',
  annotations: SPOTIFY_READ,
  input: severalItemsParams,
  output: severalItemsResult,
  run: (args, { api, signal }) => api.call('spotify.severalItems', args, { signal }),
});

import { browseParams, browseResult } from '../../../../protocol/spotify/extendedBrowse.ts';
import { defineTool, SPOTIFY_READ } from '../../defineTool.ts';

export const spotifyBrowse = defineTool({
  name: 'spotify_browse',
  title: 'Browse',
  description:
    "List new releases, featured playlists, categories and their playlists, countries with Spotify, or genres that recommendations start from. Use it if the Client ID's app has extended quota; every other app gets an error that says what does it instead.",
  toolset: 'extended',
  annotations: SPOTIFY_READ,
  input: browseParams,
  output: browseResult,
  run: (args, { api, signal }) => api.call('spotify.browse', args, { signal }),
});

import { spotifySearchParams, spotifySearchResult } from '../../../../protocol/spotify/search.ts';
import { defineTool, SPOTIFY_READ } from '../../defineTool.ts';

export const spotifySearch = defineTool({
  name: 'spotify_search',
  title: 'Search Spotify',
  description:
    "Find tracks, albums, artists, playlists, shows, episodes and audiobooks in Spotify's catalogue, several questions at once. Use it to get URIs for spotify_control or to offer a choice; to just hear something, spotify_play is enough. Requests are few a day: ask for no more than is needed.",
  toolset: 'search',
  annotations: SPOTIFY_READ,
  input: spotifySearchParams,
  output: spotifySearchResult,
  run: (args, { api, signal }) => api.call('spotify.search', args, { signal }),
});

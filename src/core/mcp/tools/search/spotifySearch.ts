import { spotifySearchParams, spotifySearchResult } from '../../../../protocol/spotify/search.ts';
import { defineTool, SPOTIFY_READ } from '../../defineTool.ts';

export const spotifySearch = defineTool({
  name: 'spotify_search',
  title: 'Search Spotify',
  description:
    'Find tracks, albums, artists, playlists, shows, episodes and audiobooks. Use it to get URIs or to offer a choice; to just hear something spotify_play is enough. Requests are few a day.',
  toolset: 'search',
  annotations: SPOTIFY_READ,
  input: spotifySearchParams,
  output: spotifySearchResult,
  run: (args, { api, signal }) => api.call('spotify.search', args, { signal }),
});

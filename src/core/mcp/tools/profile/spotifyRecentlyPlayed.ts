import { recentlyPlayedParams, recentlyPlayedResult } from '../../../../protocol/spotify/search.ts';
import { defineTool, SPOTIFY_READ } from '../../defineTool.ts';

export const spotifyRecentlyPlayed = defineTool({
  name: 'spotify_recently_played',
  title: 'Recently played',
  description:
    'The last tracks played, newest first: Spotify keeps 50, no podcasts. Use it for "what was that song just now?"; history_search_plays knows longer times.',
  toolset: 'profile',
  annotations: SPOTIFY_READ,
  input: recentlyPlayedParams,
  output: recentlyPlayedResult,
  run: (args, { api, signal }) => api.call('spotify.recentlyPlayed', args, { signal }),
});

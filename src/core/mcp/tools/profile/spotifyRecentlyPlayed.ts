import { recentlyPlayedParams, recentlyPlayedResult } from '../../../../protocol/spotify/search.ts';
import { defineTool, SPOTIFY_READ } from '../../defineTool.ts';

export const spotifyRecentlyPlayed = defineTool({
  name: 'spotify_recently_played',
  title: 'Recently played',
  description:
    'List the last tracks that the user played, newest first, as Spotify keeps them: 50 at most, no podcasts. Use it for "what was that song just now?"; for days, months and years ask the history tools, such as history_search_plays.',
  toolset: 'profile',
  annotations: SPOTIFY_READ,
  input: recentlyPlayedParams,
  output: recentlyPlayedResult,
  run: (args, { api, signal }) => api.call('spotify.recentlyPlayed', args, { signal }),
});

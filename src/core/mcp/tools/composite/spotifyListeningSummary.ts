import {
  listeningSummaryParams,
  listeningSummaryResult,
} from '../../../../protocol/spotify/compositeListeningSummary.ts';
import { defineTool, SPOTIFY_READ } from '../../defineTool.ts';

export const spotifyListeningSummary = defineTool({
  name: 'spotify_listening_summary',
  title: 'Listening summary',
  description:
    "Compare Spotify's own top artists and tracks with those of the user's history for about the same time, and sum up the last 50 plays. Use it for an overview, or to see why the two differ; for one list alone spotify_get_top or history_top_artists are cheaper. Costs up to 7 requests.",
  toolset: 'composite',
  annotations: SPOTIFY_READ,
  input: listeningSummaryParams,
  output: listeningSummaryResult,
  run: (args, { api, signal }) => api.call('spotify.listeningSummary', args, { signal }),
});

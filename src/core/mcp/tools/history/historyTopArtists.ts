import { topParams, topArtistsResult } from '../../../../protocol/history/topLists.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

export const historyTopArtists = defineTool({
  name: 'history_top_artists',
  title: 'Top artists',
  description:
    "Rank the artists that the user played most in a period, by plays or by time, with each one's share. Use it for longer lists than history_taste_summary gives.",
  toolset: 'history',
  annotations: LOCAL_READ,
  input: topParams,
  output: topArtistsResult,
  run: (args, { api, signal }) => api.call('history.topArtists', args, { signal }),
});

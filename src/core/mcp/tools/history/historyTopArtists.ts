import { topParams, topArtistsResult } from '../../../../protocol/history/topLists.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

export const historyTopArtists = defineTool({
  name: 'history_top_artists',
  title: 'Top artists',
  description:
    'Rank the artists of a period by plays or time, with their share. Use it for more than history_taste_summary lists.',
  toolset: 'history',
  annotations: LOCAL_READ,
  input: topParams,
  output: topArtistsResult,
  run: (args, { api, signal }) => api.call('history.topArtists', args, { signal }),
});

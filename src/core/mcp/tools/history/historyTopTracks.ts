import { topTracksParams, topTracksResult } from '../../../../protocol/history/topLists.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

export const historyTopTracks = defineTool({
  name: 'history_top_tracks',
  title: 'Top tracks',
  description:
    'Rank the tracks of a period by plays or time, with URIs. Use it to build a playlist from the history.',
  toolset: 'history',
  annotations: LOCAL_READ,
  input: topTracksParams,
  output: topTracksResult,
  run: (args, { api, signal }) => api.call('history.topTracks', args, { signal }),
});

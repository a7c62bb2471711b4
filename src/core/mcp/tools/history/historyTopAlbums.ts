import { topParams, topAlbumsResult } from '../../../../protocol/history/topLists.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

export const historyTopAlbums = defineTool({
  name: 'history_top_albums',
  title: 'Top albums',
  description: 'Rank the albums of a period by plays or time. Use it for albums or records.',
  toolset: 'history',
  annotations: LOCAL_READ,
  input: topParams,
  output: topAlbumsResult,
  run: (args, { api, signal }) => api.call('history.topAlbums', args, { signal }),
});

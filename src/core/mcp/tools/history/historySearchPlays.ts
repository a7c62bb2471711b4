import { searchPlaysParams, searchPlaysResult } from '../../../../protocol/history/searchPlays.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

export const historySearchPlays = defineTool({
  name: 'history_search_plays',
  title: 'Search plays',
  description:
    'Find single plays by words of title, artist or album. Use it for "when did I first hear X?" (order oldest, a wide from) or "what played on Friday night?" (instants).',
  toolset: 'history',
  annotations: LOCAL_READ,
  input: searchPlaysParams,
  output: searchPlaysResult,
  run: (args, { api, signal }) => api.call('history.searchPlays', args, { signal }),
});

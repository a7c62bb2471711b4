import { tasteSummaryParams, tasteSummaryResult } from '../../../../protocol/history/tasteSummary.ts';
import { tasteSummaryApp } from '../../apps/chatApps.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

export const historyTasteSummary = defineTool({
  name: 'history_taste_summary',
  title: 'Taste summary',
  description:
    'Summarise a period: totals, top artists and tracks, repeats, heatmap, ways of listening, completeness. Use it first for "what did I listen to lately?".',
  toolset: 'history',
  annotations: LOCAL_READ,
  input: tasteSummaryParams,
  output: tasteSummaryResult,
  app: tasteSummaryApp,
  run: (args, { api, signal }) => api.call('history.tasteSummary', args, { signal }),
});

import { skipsParams, skipsResult } from '../../../../protocol/history/insights/skips.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

export const historySkips = defineTool({
  name: 'history_skips',
  title: 'Skips',
  description:
    'Tell how often listens are skipped, when, after how long, the most and least skipped tracks and artists, and how much is chosen rather than fed. Use it for "what do I always skip?".',
  toolset: 'insights',
  annotations: LOCAL_READ,
  input: skipsParams,
  output: skipsResult,
  run: (args, { api, signal }) => api.call('history.skips', args, { signal }),
});

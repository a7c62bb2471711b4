import { heatmapParams, heatmapResult } from '../../../../protocol/history/heatmap.ts';
import { heatmapApp } from '../../apps/chatApps.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

export const historyListeningHeatmap = defineTool({
  name: 'history_listening_heatmap',
  title: 'Listening heatmap',
  description:
    "Plays and minutes by weekday and hour in the user's time zone. Use it for habits or late nights.",
  toolset: 'history',
  annotations: LOCAL_READ,
  input: heatmapParams,
  output: heatmapResult,
  app: heatmapApp,
  run: (args, { api, signal }) => api.call('history.heatmap', args, { signal }),
});

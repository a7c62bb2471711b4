import { discoveriesParams, discoveriesResult } from '../../../../protocol/history/insights/discoveries.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

export const historyDiscoveries = defineTool({
  name: 'history_discoveries',
  title: 'Discoveries',
  description:
    'Artists and tracks heard for the first time ever in a period: how many, the discovery rate by month, which of them stayed and which caught on at once. Use it for "what did I discover this year?".',
  toolset: 'insights',
  annotations: LOCAL_READ,
  input: discoveriesParams,
  output: discoveriesResult,
  run: (args, { api, signal }) => api.call('history.discoveries', args, { signal }),
});

import { syncNowResult } from '../../../../protocol/collector/collectorRequests.ts';
import { requests } from '../../../../protocol/requests.ts';
import { ADDS_ONCE, defineTool } from '../../defineTool.ts';

export const opsSyncNow = defineTool({
  name: 'ops_sync_now',
  title: 'Collect now',
  description:
    'Read the last 50 plays from Spotify now and store what is new, and import what waits in the watched folder. Use it before a question about the last minutes. It costs one request for each account.',
  toolset: 'ops',
  annotations: ADDS_ONCE,
  input: requests['collector.syncNow'].params,
  output: syncNowResult,
  run: (args, { api, signal }) => api.call('collector.syncNow', args, { signal }),
});

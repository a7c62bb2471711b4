import { collectorStatusResult } from '../../../../protocol/collector/collectorRequests.ts';
import { requests } from '../../../../protocol/requests.ts';
import { ADDS_ONCE, defineTool } from '../../defineTool.ts';

export const opsPauseCollection = defineTool({
  name: 'ops_pause_collection',
  title: 'Pause the collection',
  description:
    'Stop collecting the listens of an account until it is resumed. Use it when the user does not want the next hours in the history; after more than 50 plays the rest is lost but for a later export.',
  toolset: 'ops',
  annotations: ADDS_ONCE,
  input: requests['collector.pause'].params,
  output: collectorStatusResult,
  run: (args, { api, signal }) => api.call('collector.pause', args, { signal }),
});

import { collectorStatusResult } from '../../../../protocol/collector/collectorRequests.ts';
import { requests } from '../../../../protocol/requests.ts';
import { ADDS_ONCE, defineTool } from '../../defineTool.ts';

export const opsResumeCollection = defineTool({
  name: 'ops_resume_collection',
  title: 'Resume the collection',
  description:
    'Collect the listens of a paused account again, from now on. Use it after ops_pause_collection, or when ops_sync_status says paused.',
  toolset: 'ops',
  annotations: ADDS_ONCE,
  input: requests['collector.resume'].params,
  output: collectorStatusResult,
  run: (args, { api, signal }) => api.call('collector.resume', args, { signal }),
});

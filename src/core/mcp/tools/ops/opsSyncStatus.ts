import { collectorStatusResult } from '../../../../protocol/collector/collectorRequests.ts';
import { strictParams } from '../../../../protocol/strictParams.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

export const opsSyncStatus = defineTool({
  name: 'ops_sync_status',
  title: 'State of the collection',
  description:
    "Say for each signed-in account whether its listens are collected, when it was last and will next be looked, and what is wrong. Use it when today's plays are missing.",
  toolset: 'ops',
  annotations: LOCAL_READ,
  input: strictParams({}),
  output: collectorStatusResult,
  run: (args, { api, signal }) => api.call('collector.status', args, { signal }),
});

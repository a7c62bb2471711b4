import { jobRunsParams, jobRunsResult } from '../../../../protocol/ops/opsRequests.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

export const opsLatestJobRuns = defineTool({
  name: 'ops_latest_job_runs',
  title: 'Latest job runs',
  description:
    'List the newest runs of all jobs (imports, first reading, polls, enrichment) with their counts and errors. Use it to see what the collection did and when.',
  toolset: 'ops',
  annotations: LOCAL_READ,
  input: jobRunsParams,
  output: jobRunsResult,
  run: (args, { api, signal }) => api.call('ops.jobRuns', args, { signal }),
});

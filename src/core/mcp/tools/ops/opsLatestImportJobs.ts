import { latestImportJobsParams, latestImportJobsResult } from '../../../../protocol/history/importReport.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

export const opsLatestImportJobs = defineTool({
  name: 'ops_latest_import_jobs',
  title: 'Latest import jobs',
  description:
    'List the newest imports of Spotify exports with their state and what became of every row that was read. Use it when plays seem to be missing or an import failed.',
  toolset: 'ops',
  annotations: LOCAL_READ,
  input: latestImportJobsParams,
  output: latestImportJobsResult,
  run: (args, { api, signal }) => api.call('import.latestJobs', args, { signal }),
});

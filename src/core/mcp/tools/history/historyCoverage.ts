import { coverageParams, coverageResult } from '../../../../protocol/history/coverage.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

export const historyCoverage = defineTool({
  name: 'history_coverage',
  title: 'History coverage',
  description:
    'Say how complete the history is: first and last listen, months, sources, gaps. Use it before trusting a low number.',
  toolset: 'history',
  annotations: LOCAL_READ,
  input: coverageParams,
  output: coverageResult,
  run: (args, { api, signal }) => api.call('history.coverage', args, { signal }),
});

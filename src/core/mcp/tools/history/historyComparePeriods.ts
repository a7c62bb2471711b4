import { comparePeriodsParams, comparePeriodsResult } from '../../../../protocol/history/comparePeriods.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

export const historyComparePeriods = defineTool({
  name: 'history_compare_periods',
  title: 'Compare periods',
  description:
    'Compare a period with another, by default the one before: totals, climbers, fallers, new artists. Use it for "what changed this month?".',
  toolset: 'history',
  annotations: LOCAL_READ,
  input: comparePeriodsParams,
  output: comparePeriodsResult,
  run: (args, { api, signal }) => api.call('history.comparePeriods', args, { signal }),
});

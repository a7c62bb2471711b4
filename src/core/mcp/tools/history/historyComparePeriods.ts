import { comparePeriodsParams, comparePeriodsResult } from '../../../../protocol/history/comparePeriods.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

export const historyComparePeriods = defineTool({
  name: 'history_compare_periods',
  title: 'Compare periods',
  description:
    'Compare a period with another one, by default with the equally long one before: change of totals, artists that climbed or fell, artists that are new. Use it for "what changed this month?" or "who did I stop listening to?".',
  toolset: 'history',
  annotations: LOCAL_READ,
  input: comparePeriodsParams,
  output: comparePeriodsResult,
  run: (args, { api, signal }) => api.call('history.comparePeriods', args, { signal }),
});

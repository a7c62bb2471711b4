import { onThisDayParams, onThisDayResult } from '../../../../protocol/history/insights/onThisDay.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

export const historyOnThisDay = defineTool({
  name: 'history_on_this_day',
  title: 'On this day',
  description:
    'What was played on the same date in each earlier year: plays, hours, first track, top tracks. Use it for memories, "what did I hear a year ago today?" or, with days_around, "around my birthday".',
  toolset: 'insights',
  annotations: LOCAL_READ,
  input: onThisDayParams,
  output: onThisDayResult,
  run: (args, { api, signal }) => api.call('history.onThisDay', args, { signal }),
});

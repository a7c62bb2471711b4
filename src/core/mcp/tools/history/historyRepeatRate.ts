import { repeatRateParams, repeatRateResult } from '../../../../protocol/history/repeatRate.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

export const historyRepeatRate = defineTool({
  name: 'history_repeat_rate',
  title: 'Repeat rate',
  description:
    'Measure replays in a period: plays per track, repeats in a row, share of favourites and of known tracks. Use it for comfort music or variety.',
  toolset: 'history',
  annotations: LOCAL_READ,
  input: repeatRateParams,
  output: repeatRateResult,
  run: (args, { api, signal }) => api.call('history.repeatRate', args, { signal }),
});

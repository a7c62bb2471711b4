import { repeatRateParams, repeatRateResult } from '../../../../protocol/history/repeatRate.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

export const historyRepeatRate = defineTool({
  name: 'history_repeat_rate',
  title: 'Repeat rate',
  description:
    'Measure how much the user replays the same tracks in a period: plays per track, repeats in a row, share of the ten favourites and of tracks known before. Use it for questions about comfort music, variety or songs on repeat.',
  toolset: 'history',
  annotations: LOCAL_READ,
  input: repeatRateParams,
  output: repeatRateResult,
  run: (args, { api, signal }) => api.call('history.repeatRate', args, { signal }),
});

import { streaksParams, streaksResult } from '../../../../protocol/history/insights/streaks.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

export const historyStreaks = defineTool({
  name: 'history_streaks',
  title: 'Listening streaks',
  description:
    'Days in a row with plays (current and longest), the longest silence, and the most plays in a row of one track, artist and album. Use it for streaks and obsessions; gaps in the data are told apart from days without music.',
  toolset: 'insights',
  annotations: LOCAL_READ,
  input: streaksParams,
  output: streaksResult,
  run: (args, { api, signal }) => api.call('history.streaks', args, { signal }),
});

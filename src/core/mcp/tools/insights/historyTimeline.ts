import { timelineParams, timelineResult } from '../../../../protocol/history/insights/timeline.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

export const historyTimeline = defineTool({
  name: 'history_timeline',
  title: 'Listening timeline',
  description:
    'Plays, hours, different tracks and artists and the top artist of each day, week, month or year, empty ones included. Use it for "how did my listening change?" or, with artist or track, "when was my Radiohead phase?".',
  toolset: 'insights',
  annotations: LOCAL_READ,
  input: timelineParams,
  output: timelineResult,
  run: (args, { api, signal }) => api.call('history.timeline', args, { signal }),
});

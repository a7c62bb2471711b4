import { sessionsParams, sessionsResult } from '../../../../protocol/history/insights/sessions.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

export const historySessions = defineTool({
  name: 'history_sessions',
  title: 'Listening sessions',
  description:
    'Sittings of listening in a period: how many, how long, on which weekdays and at which hours they begin, and the longest ones. Use it for "how long do I listen at a time?" or "what was my longest session?".',
  toolset: 'insights',
  annotations: LOCAL_READ,
  input: sessionsParams,
  output: sessionsResult,
  run: (args, { api, signal }) => api.call('history.sessions', args, { signal }),
});

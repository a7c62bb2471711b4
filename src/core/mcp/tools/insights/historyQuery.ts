import { queryParams, queryResult } from '../../../../protocol/history/insights/query.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

export const historyQuery = defineTool({
  name: 'history_query',
  title: 'Query the history with SQL',
  description:
    'Ask one read-only SQLite statement. Use it where no other history tool answers. View listens: account, ended_ms, ended_local, ms_played, is_play (1 = counts), kind, track, artist, album, track_uri, source, skipped, reason_end …; history://schema has the rest. Example: SELECT artist, count(*) AS plays FROM listens WHERE is_play = 1 GROUP BY artist ORDER BY plays DESC. Stopped after 4 seconds.',
  toolset: 'insights',
  annotations: LOCAL_READ,
  input: queryParams,
  output: queryResult,
  fileText: ['sql'],
  run: (args, { api, signal }) => api.call('history.query', args, { signal }),
});

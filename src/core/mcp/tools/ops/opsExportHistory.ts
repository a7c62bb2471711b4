import { exportHistoryParams, exportHistoryResult } from '../../../../protocol/history/exportHistory.ts';
import { ADDS, defineTool } from '../../defineTool.ts';

export const opsExportHistory = defineTool({
  name: 'ops_export_history',
  title: 'Export the listening history',
  description:
    'Write the whole listening history into a new file on this machine: JSON Lines, CSV or an SQLite database. Use it when the user wants a backup or to look at it with another program; tell the user the path.',
  toolset: 'ops',
  annotations: ADDS,
  input: exportHistoryParams,
  output: exportHistoryResult,
  run: (args, { api, signal, progress }) =>
    api.call('history.export', args, { signal, onProgress: progress }),
});

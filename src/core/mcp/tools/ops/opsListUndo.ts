import { listUndoParams, listUndoResult } from '../../../../protocol/spotify/undo.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

export const opsListUndo = defineTool({
  name: 'ops_list_undo',
  title: 'List what can be undone',
  description:
    'List what was kept before changes of playlists and library in the last 30 days, the newest first. Use it to find the undo_id of an older change for ops_undo.',
  toolset: 'ops',
  annotations: LOCAL_READ,
  input: listUndoParams,
  output: listUndoResult,
  run: (args, { api, signal }) => api.call('spotify.listUndo', args, { signal }),
});

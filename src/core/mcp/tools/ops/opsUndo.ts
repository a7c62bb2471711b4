import { undoParams, undoResult } from '../../../../protocol/spotify/undo.ts';
import { defineTool, DESTRUCTIVE, withConfirm } from '../../defineTool.ts';

export const opsUndo = defineTool({
  name: 'ops_undo',
  title: 'Undo a change',
  description:
    'Bring back what a playlist or the library was before a change of the last 30 days: the newest one, or that of an undo_id. Use it when the user wants a change taken back. The user is asked first.',
  toolset: 'ops',
  alsoIn: ['playlists', 'library', 'playlist_power'],
  annotations: DESTRUCTIVE,
  input: withConfirm(undoParams),
  output: undoResult,
  asksFirst: true,
  run: (args, { api, signal, progress }) => api.call('spotify.undo', args, { signal, onProgress: progress }),
});

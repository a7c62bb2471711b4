import { deleteSnapshotParams, deleteSnapshotResult } from '../../../../protocol/spotify/snapshots.ts';
import { defineTool, DESTRUCTIVE, withConfirm } from '../../defineTool.ts';

export const spotifyDeletePlaylistSnapshot = defineTool({
  name: 'spotify_delete_playlist_snapshot',
  title: 'Delete a playlist snapshot',
  description:
    'Forget one snapshot of a playlist for good; the playlist itself stays as it is. Use it to make room, or when the user wants a snapshot gone. The user is asked first; it cannot be undone.',
  toolset: 'playlist_power',
  annotations: DESTRUCTIVE,
  input: withConfirm(deleteSnapshotParams),
  output: deleteSnapshotResult,
  asksFirst: true,
  run: (args, { api, signal }) => api.call('spotify.deletePlaylistSnapshot', args, { signal }),
});

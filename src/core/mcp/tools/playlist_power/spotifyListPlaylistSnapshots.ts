import { listSnapshotsParams, listSnapshotsResult } from '../../../../protocol/spotify/snapshots.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

export const spotifyListPlaylistSnapshots = defineTool({
  name: 'spotify_list_playlist_snapshots',
  title: 'List playlist snapshots',
  description:
    'List the snapshots that spotify_snapshot_playlist kept, of one playlist or of all, the newest first. Use it to find the snapshot_id for spotify_restore_playlist.',
  toolset: 'playlist_power',
  annotations: LOCAL_READ,
  input: listSnapshotsParams,
  output: listSnapshotsResult,
  run: (args, { api, signal }) => api.call('spotify.listPlaylistSnapshots', args, { signal }),
});

import { snapshotPlaylistParams, snapshotPlaylistResult } from '../../../../protocol/spotify/snapshots.ts';
import { ADDS, defineTool } from '../../defineTool.ts';

export const spotifySnapshotPlaylist = defineTool({
  name: 'spotify_snapshot_playlist',
  title: 'Snapshot a playlist',
  description:
    'Keep the items and the details of an own or collaborative playlist as they are now, on this machine, until the snapshot is deleted. Use it before larger work on a playlist, or to keep a version of it. Nothing changes at Spotify; spotify_restore_playlist brings it back.',
  toolset: 'playlist_power',
  annotations: ADDS,
  input: snapshotPlaylistParams,
  output: snapshotPlaylistResult,
  run: (args, { api, signal, progress }) =>
    api.call('spotify.snapshotPlaylist', args, { signal, onProgress: progress }),
});

import { restorePlaylistParams, restorePlaylistResult } from '../../../../protocol/spotify/snapshots.ts';
import { defineTool, DESTRUCTIVE, withConfirm } from '../../defineTool.ts';

export const spotifyRestorePlaylist = defineTool({
  name: 'spotify_restore_playlist',
  title: 'Restore a playlist',
  description:
    'Make a playlist what a snapshot says, or make a new one of it with as_new. Use it after spotify_list_playlist_snapshots, or with an undo_id to put what was there into a new playlist. Entries that are right stay; the user is asked first; ops_undo takes it back.',
  toolset: 'playlist_power',
  annotations: DESTRUCTIVE,
  input: withConfirm(restorePlaylistParams),
  output: restorePlaylistResult,
  asksFirst: true,
  run: (args, { api, signal, progress }) =>
    api.call('spotify.restorePlaylist', args, { signal, onProgress: progress }),
});

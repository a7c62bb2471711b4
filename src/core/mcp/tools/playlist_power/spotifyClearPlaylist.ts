import { playlistItemsResult } from '../../../../protocol/spotify/playlistItems.ts';
import { clearPlaylistParams } from '../../../../protocol/spotify/playlistPower/clearPlaylist.ts';
import { defineTool, DESTRUCTIVE, withConfirm } from '../../defineTool.ts';

export const spotifyClearPlaylist = defineTool({
  name: 'spotify_clear_playlist',
  title: 'Clear a playlist',
  description:
    'Take everything out of a playlist and keep the playlist. Use it only when the user wants it empty; to remove single items, spotify_remove_playlist_items. The user is asked first, and ops_undo brings the items back, local files excepted.',
  toolset: 'playlist_power',
  annotations: DESTRUCTIVE,
  asksFirst: true,
  input: withConfirm(clearPlaylistParams),
  output: playlistItemsResult,
  run: (args, { api, signal }) => api.call('spotify.clearPlaylist', args, { signal }),
});

import {
  playlistItemsResult,
  removePlaylistItemsParams,
} from '../../../../protocol/spotify/playlistItems.ts';
import { defineTool, DESTRUCTIVE, withConfirm } from '../../defineTool.ts';

export const spotifyRemovePlaylistItems = defineTool({
  name: 'spotify_remove_playlist_items',
  title: 'Remove from a playlist',
  description:
    'Remove items of an own or collaborative playlist, by URI or position. Use it with what spotify_get_playlist shows. The user is asked first; ops_undo brings them back.',
  toolset: 'playlists',
  annotations: DESTRUCTIVE,
  input: withConfirm(removePlaylistItemsParams),
  output: playlistItemsResult,
  asksFirst: true,
  run: (args, { api, signal, progress }) =>
    api.call('spotify.removePlaylistItems', args, { signal, onProgress: progress }),
});

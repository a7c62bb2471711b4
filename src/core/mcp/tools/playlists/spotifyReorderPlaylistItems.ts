import {
  playlistItemsResult,
  reorderPlaylistItemsParams,
} from '../../../../protocol/spotify/playlistItems.ts';
import { ADDS, defineTool } from '../../defineTool.ts';

/** Nothing is lost by a move and `ops_undo` takes it back, so nobody is asked. */
export const spotifyReorderPlaylistItems = defineTool({
  name: 'spotify_reorder_playlist_items',
  title: 'Move items of a playlist',
  description:
    'Move one item or several within an own or collaborative playlist. Use it for "put this at the top" (uri, to_position 0) or with positions and snapshot_id of spotify_get_playlist.',
  toolset: 'playlists',
  annotations: ADDS,
  input: reorderPlaylistItemsParams,
  output: playlistItemsResult,
  run: (args, { api, signal, progress }) =>
    api.call('spotify.reorderPlaylistItems', args, { signal, onProgress: progress }),
});

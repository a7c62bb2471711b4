import {
  playlistItemsResult,
  replacePlaylistItemsParams,
} from '../../../../protocol/spotify/playlistItems.ts';
import { defineTool, DESTRUCTIVE, withConfirm } from '../../defineTool.ts';

export const spotifyReplacePlaylistItems = defineTool({
  name: 'spotify_replace_playlist_items',
  title: 'Replace what a playlist holds',
  description:
    'Put a new list in place of all that a playlist holds. Use it to start over. The user is asked first; local files are lost.',
  toolset: 'playlists',
  annotations: DESTRUCTIVE,
  input: withConfirm(replacePlaylistItemsParams),
  output: playlistItemsResult,
  asksFirst: true,
  run: (args, { api, signal, progress }) =>
    api.call('spotify.replacePlaylistItems', args, { signal, onProgress: progress }),
});

import { addPlaylistItemsParams, playlistItemsResult } from '../../../../protocol/spotify/playlistItems.ts';
import { ADDS, defineTool } from '../../defineTool.ts';

export const spotifyAddPlaylistItems = defineTool({
  name: 'spotify_add_playlist_items',
  title: 'Add to a playlist',
  description:
    'Add tracks and episodes to an own or collaborative playlist, in order. Use it with URIs of other answers; those already there are skipped unless duplicates says otherwise.',
  toolset: 'playlists',
  annotations: ADDS,
  input: addPlaylistItemsParams,
  output: playlistItemsResult,
  run: (args, { api, signal, progress }) =>
    api.call('spotify.addPlaylistItems', args, { signal, onProgress: progress }),
});

import { listPlaylistsParams, listPlaylistsResult } from '../../../../protocol/spotify/playlists.ts';
import { defineTool, SPOTIFY_READ } from '../../defineTool.ts';

export const spotifyListPlaylists = defineTool({
  name: 'spotify_list_playlists',
  title: 'List playlists',
  description:
    "The user's own, followed and shared playlists with their URIs. Use it to find a playlist by its name or to see what there is; spotify_get_playlist shows what one holds.",
  toolset: 'playlists',
  annotations: SPOTIFY_READ,
  input: listPlaylistsParams,
  output: listPlaylistsResult,
  run: (args, { api, signal }) => api.call('spotify.listPlaylists', args, { signal }),
});

import { listPlaylistsParams, listPlaylistsResult } from '../../../../protocol/spotify/playlists.ts';
import { defineTool, SPOTIFY_READ } from '../../defineTool.ts';

export const spotifyListPlaylists = defineTool({
  name: 'spotify_list_playlists',
  title: 'List playlists',
  description:
    "The user's own, followed and shared playlists. Use it to find one by its name or to see what there is.",
  toolset: 'playlists',
  annotations: SPOTIFY_READ,
  input: listPlaylistsParams,
  output: listPlaylistsResult,
  run: (args, { api, signal }) => api.call('spotify.listPlaylists', args, { signal }),
});

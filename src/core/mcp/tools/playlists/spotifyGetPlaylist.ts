import { getPlaylistParams, getPlaylistResult } from '../../../../protocol/spotify/playlists.ts';
import { defineTool, SPOTIFY_READ } from '../../defineTool.ts';

export const spotifyGetPlaylist = defineTool({
  name: 'spotify_get_playlist',
  title: 'Get a playlist',
  description:
    'A playlist and what it holds. Use it before changing one or to talk about its tracks. Of playlists of others Spotify shows the details only: contents is hidden then.',
  toolset: 'playlists',
  annotations: SPOTIFY_READ,
  input: getPlaylistParams,
  output: getPlaylistResult,
  run: (args, { api, signal }) => api.call('spotify.getPlaylist', args, { signal }),
});

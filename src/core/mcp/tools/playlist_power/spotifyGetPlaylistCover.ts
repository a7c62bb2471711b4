import { playlistCoverParams, playlistCoverResult } from '../../../../protocol/spotify/covers.ts';
import { defineTool, SPOTIFY_READ } from '../../defineTool.ts';

export const spotifyGetPlaylistCover = defineTool({
  name: 'spotify_get_playlist_cover',
  title: 'Get the cover of a playlist',
  description:
    'Addresses and sizes of the cover of a playlist, without the picture itself. Use it to show or link a cover.',
  toolset: 'playlist_power',
  annotations: SPOTIFY_READ,
  input: playlistCoverParams,
  output: playlistCoverResult,
  run: (args, { api, signal }) => api.call('spotify.playlistCover', args, { signal }),
});

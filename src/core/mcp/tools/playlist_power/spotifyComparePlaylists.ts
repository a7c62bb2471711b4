import {
  comparePlaylistsParams,
  comparePlaylistsResult,
} from '../../../../protocol/spotify/playlistPower/comparePlaylists.ts';
import { defineTool, SPOTIFY_READ } from '../../defineTool.ts';

export const spotifyComparePlaylists = defineTool({
  name: 'spotify_compare_playlists',
  title: 'Compare playlists',
  description:
    'Compare two to five playlists: what is in all of them, in several, and in only one, and how much they overlap. Use it to find common ground or what one has and another lacks. Each 50 entries cost a request.',
  toolset: 'playlist_power',
  annotations: SPOTIFY_READ,
  input: comparePlaylistsParams,
  output: comparePlaylistsResult,
  run: (args, { api, signal, progress }) =>
    api.call('spotify.comparePlaylists', args, { signal, onProgress: progress }),
});

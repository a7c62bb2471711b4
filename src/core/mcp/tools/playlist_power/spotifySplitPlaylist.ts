import {
  splitPlaylistParams,
  splitPlaylistResult,
} from '../../../../protocol/spotify/playlistPower/splitPlaylist.ts';
import { ADDS, defineTool } from '../../defineTool.ts';

export const spotifySplitPlaylist = defineTool({
  name: 'spotify_split_playlist',
  title: 'Split a playlist',
  description:
    'Make new playlists of one, by artist, decade or year of adding; small groups go together into one of the rest. Use it for "split this by decade". Before it makes more than 10 it says how many, and the user has to agree. The playlist itself stays as it is.',
  toolset: 'playlist_power',
  annotations: ADDS,
  input: splitPlaylistParams,
  output: splitPlaylistResult,
  run: (args, { api, signal, progress }) =>
    api.call('spotify.splitPlaylist', args, { signal, onProgress: progress }),
});

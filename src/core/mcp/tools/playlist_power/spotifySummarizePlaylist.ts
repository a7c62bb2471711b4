import {
  summarizePlaylistParams,
  summarizePlaylistResult,
} from '../../../../protocol/spotify/playlistPower/summarizePlaylist.ts';
import { defineTool, SPOTIFY_READ } from '../../defineTool.ts';

export const spotifySummarizePlaylist = defineTool({
  name: 'spotify_summarize_playlist',
  title: 'Summarize a playlist',
  description:
    'Describe a playlist in numbers: length, artists, years, when it was added to, how fresh it is, duplicates, and how much of it the user really plays. Use it instead of reading all entries with spotify_get_playlist.',
  toolset: 'playlist_power',
  annotations: SPOTIFY_READ,
  input: summarizePlaylistParams,
  output: summarizePlaylistResult,
  run: (args, { api, signal, progress }) =>
    api.call('spotify.summarizePlaylist', args, { signal, onProgress: progress }),
});

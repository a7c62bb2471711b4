import { createPlaylistParams, createPlaylistResult } from '../../../../protocol/spotify/playlists.ts';
import { ADDS, defineTool } from '../../defineTool.ts';

export const spotifyCreatePlaylist = defineTool({
  name: 'spotify_create_playlist',
  title: 'Create a playlist',
  description:
    "Make a playlist, private unless said otherwise, with its items in the same call: URIs, a search, or the user's own history ('my top 50 of 2023'). Use it once: with outcome partial or unknown look before you repeat it.",
  toolset: 'playlists',
  annotations: ADDS,
  input: createPlaylistParams,
  output: createPlaylistResult,
  run: (args, { api, signal, progress }) =>
    api.call('spotify.createPlaylist', args, { signal, onProgress: progress }),
});

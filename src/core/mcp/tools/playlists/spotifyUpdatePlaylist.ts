import { updatePlaylistParams, updatePlaylistResult } from '../../../../protocol/spotify/playlists.ts';
import { ADDS_ONCE, defineTool } from '../../defineTool.ts';

export const spotifyUpdatePlaylist = defineTool({
  name: 'spotify_update_playlist',
  title: 'Update a playlist',
  description:
    'Rename or describe an own playlist, make it public, private or collaborative. Use it for all but its items.',
  toolset: 'playlists',
  annotations: ADDS_ONCE,
  input: updatePlaylistParams,
  output: updatePlaylistResult,
  run: (args, { api, signal }) => api.call('spotify.updatePlaylist', args, { signal }),
});

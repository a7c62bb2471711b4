import { playlistItemsResult } from '../../../../protocol/spotify/playlistItems.ts';
import { copyPlaylistParams } from '../../../../protocol/spotify/playlistPower/copyPlaylist.ts';
import { ADDS, defineTool } from '../../defineTool.ts';

export const spotifyCopyPlaylist = defineTool({
  name: 'spotify_copy_playlist',
  title: 'Copy a playlist',
  description:
    "Copy a playlist to a new one of the user's own, private unless said otherwise. Use it to keep how it is now (archive names it with today's date) or to change a copy. Playlists of others cannot be copied: Spotify does not show apps what they hold.",
  toolset: 'playlist_power',
  annotations: ADDS,
  input: copyPlaylistParams,
  output: playlistItemsResult,
  run: (args, { api, signal, progress }) =>
    api.call('spotify.copyPlaylist', args, { signal, onProgress: progress }),
});

import { playlistItemsResult } from '../../../../protocol/spotify/playlistItems.ts';
import { mergePlaylistsParams } from '../../../../protocol/spotify/playlistPower/mergePlaylists.ts';
import { ADDS, defineTool } from '../../defineTool.ts';

export const spotifyMergePlaylists = defineTool({
  name: 'spotify_merge_playlists',
  title: 'Merge playlists',
  description:
    'Put the items of several playlists together, in a new playlist or behind those of an existing one, one after the other or one of each in turn, without duplicates unless allowed. Use it once: with outcome partial or unknown look before you repeat it. The sources stay as they are.',
  toolset: 'playlist_power',
  annotations: ADDS,
  input: mergePlaylistsParams,
  output: playlistItemsResult,
  run: (args, { api, signal, progress }) =>
    api.call('spotify.mergePlaylists', args, { signal, onProgress: progress }),
});

import { playlistItemsResult } from '../../../../protocol/spotify/playlistItems.ts';
import { sortPlaylistParams } from '../../../../protocol/spotify/playlistPower/sortPlaylist.ts';
import { defineTool, DESTRUCTIVE, withConfirm } from '../../defineTool.ts';

export const spotifySortPlaylist = defineTool({
  name: 'spotify_sort_playlist',
  title: 'Sort a playlist',
  description:
    'Put a playlist into another order: by name, artist, album, date, length, turned around, or shuffled so that no artist comes twice in a row. Use it to change the stored order, not how it plays. The user is asked first; where many items move, the dates of adding are lost.',
  toolset: 'playlist_power',
  annotations: DESTRUCTIVE,
  asksFirst: true,
  input: withConfirm(sortPlaylistParams),
  output: playlistItemsResult,
  run: (args, { api, signal, progress }) =>
    api.call('spotify.sortPlaylist', args, { signal, onProgress: progress }),
});

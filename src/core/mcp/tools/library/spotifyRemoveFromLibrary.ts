import { changeLibraryResult, removeFromLibraryParams } from '../../../../protocol/spotify/library.ts';
import { defineTool, DESTRUCTIVE, withConfirm } from '../../defineTool.ts';

export const spotifyRemoveFromLibrary = defineTool({
  name: 'spotify_remove_from_library',
  title: 'Remove from the library',
  description:
    'Unlike songs, remove saved things, unfollow playlists and artists, up to 500 at once. Use it for what the user wants gone; the user is asked first. An own playlist is deleted. ops_undo brings all back.',
  toolset: 'library',
  annotations: DESTRUCTIVE,
  asksFirst: true,
  input: withConfirm(removeFromLibraryParams),
  output: changeLibraryResult,
  run: ({ confirm: _confirm, ...args }, { api, signal, progress }) =>
    api.call('spotify.removeFromLibrary', args, { signal, onProgress: progress }),
});

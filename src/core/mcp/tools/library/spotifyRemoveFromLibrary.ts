import { changeLibraryParams, changeLibraryResult } from '../../../../protocol/spotify/library.ts';
import { defineTool, DESTRUCTIVE, withConfirm } from '../../defineTool.ts';

export const spotifyRemoveFromLibrary = defineTool({
  name: 'spotify_remove_from_library',
  title: 'Remove from the library',
  description:
    "Unlike songs, remove saved albums, episodes, shows and audiobooks, unfollow playlists and artists: up to 500 in one call. Use it for what the user wants gone; the user is asked first. Removing one of the user's own playlists deletes it. ops_undo brings everything back.",
  toolset: 'library',
  annotations: DESTRUCTIVE,
  asksFirst: true,
  input: withConfirm(changeLibraryParams),
  output: changeLibraryResult,
  run: ({ confirm: _confirm, ...args }, { api, signal, progress }) =>
    api.call('spotify.removeFromLibrary', args, { signal, onProgress: progress }),
});

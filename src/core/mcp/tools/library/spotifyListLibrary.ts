import { listLibraryParams, listLibraryResult } from '../../../../protocol/spotify/library.ts';
import { defineTool, SPOTIFY_READ } from '../../defineTool.ts';

export const spotifyListLibrary = defineTool({
  name: 'spotify_list_library',
  title: 'List the library',
  description:
    'The liked songs, saved albums, episodes, shows, audiobooks or followed artists, newest first. Use it to see or search what the user keeps; spotify_check_library tells cheaper whether something is saved.',
  toolset: 'library',
  annotations: SPOTIFY_READ,
  input: listLibraryParams,
  output: listLibraryResult,
  run: (args, { api, signal }) => api.call('spotify.listLibrary', args, { signal }),
});

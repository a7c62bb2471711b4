import { changeLibraryParams, changeLibraryResult } from '../../../../protocol/spotify/library.ts';
import { ADDS_ONCE, defineTool } from '../../defineTool.ts';

export const spotifySaveToLibrary = defineTool({
  name: 'spotify_save_to_library',
  title: 'Save to the library',
  description:
    'Like songs, save albums, episodes, shows and audiobooks, follow playlists and artists, up to 500 at once. Use it when the user wants to keep something. Failed things are named, the others are done.',
  toolset: 'library',
  annotations: ADDS_ONCE,
  input: changeLibraryParams,
  output: changeLibraryResult,
  run: (args, { api, signal, progress }) =>
    api.call('spotify.saveToLibrary', args, { signal, onProgress: progress }),
});

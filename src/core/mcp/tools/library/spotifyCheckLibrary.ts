import { checkLibraryParams, checkLibraryResult } from '../../../../protocol/spotify/library.ts';
import { defineTool, SPOTIFY_READ } from '../../defineTool.ts';

export const spotifyCheckLibrary = defineTool({
  name: 'spotify_check_library',
  title: 'Check the library',
  description:
    'Tell which of up to 500 things the user has saved, liked or followed. Use it before recommending what may be known already; saving and removing check by themselves.',
  toolset: 'library',
  annotations: SPOTIFY_READ,
  input: checkLibraryParams,
  output: checkLibraryResult,
  run: (args, { api, signal, progress }) =>
    api.call('spotify.checkLibrary', args, { signal, onProgress: progress }),
});

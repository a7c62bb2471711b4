import { importPlaylistParams, importPlaylistResult } from '../../../../protocol/spotify/playlistFile.ts';
import { ADDS, defineTool } from '../../defineTool.ts';

export const spotifyImportPlaylist = defineTool({
  name: 'spotify_import_playlist',
  title: 'Import a playlist from a file',
  description:
    'Make a playlist out of a file or text: CSV (also of Exportify and other services), M3U, JSON, or one track a line; or add it to an own one. Use it to restore or move playlists. Rows without a URI are looked for in the history, then searched; not_found names what is missing.',
  toolset: 'playlist_power',
  annotations: ADDS,
  input: importPlaylistParams,
  fileText: ['text'],
  output: importPlaylistResult,
  run: (args, { api, signal, progress }) =>
    api.call('spotify.importPlaylist', args, { signal, onProgress: progress }),
});

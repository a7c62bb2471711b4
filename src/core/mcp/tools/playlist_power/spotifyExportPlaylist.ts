import { exportPlaylistParams, exportPlaylistResult } from '../../../../protocol/spotify/playlistFile.ts';
import { ADDS, defineTool } from '../../defineTool.ts';

export const spotifyExportPlaylist = defineTool({
  name: 'spotify_export_playlist',
  title: 'Export a playlist to a file',
  description:
    'Write a whole playlist into a new file on this machine, as CSV, M3U8 or JSON. Use it to back a playlist up or to take it elsewhere; tell the user the path. With inline a short one comes as text and nothing is written. Spotify is not changed.',
  toolset: 'playlist_power',
  annotations: ADDS,
  input: exportPlaylistParams,
  output: exportPlaylistResult,
  run: (args, { api, signal, progress }) =>
    api.call('spotify.exportPlaylist', args, { signal, onProgress: progress }),
});

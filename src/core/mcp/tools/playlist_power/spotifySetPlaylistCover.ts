import { setPlaylistCoverParams, setPlaylistCoverResult } from '../../../../protocol/spotify/covers.ts';
import { defineTool, DESTRUCTIVE, withConfirm } from '../../defineTool.ts';

export const spotifySetPlaylistCover = defineTool({
  name: 'spotify_set_playlist_cover',
  title: 'Set the cover of a playlist',
  description:
    'Replace the cover of an own playlist with a JPEG or PNG from a file or an https address. It is cut to a square around its middle and made small enough. Use it when the user wants another cover; the old one cannot be brought back.',
  toolset: 'playlist_power',
  annotations: DESTRUCTIVE,
  asksFirst: true,
  input: withConfirm(setPlaylistCoverParams),
  output: setPlaylistCoverResult,
  run: (args, { api, signal }) => api.call('spotify.setPlaylistCover', args, { signal }),
});

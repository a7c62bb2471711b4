import { resolveTracksParams, resolveTracksResult } from '../../../../protocol/spotify/resolveTracks.ts';
import { defineTool, SPOTIFY_READ } from '../../defineTool.ts';

export const spotifyResolveTracks = defineTool({
  name: 'spotify_resolve_tracks',
  title: 'Find tracks for lines of text',
  description:
    "Find the tracks that up to 200 lines of text mean: in the user's history and library, then by a search a line. Use it for any list of songs; tell which lines have no uri or a low confidence.",
  toolset: 'search',
  annotations: SPOTIFY_READ,
  input: resolveTracksParams,
  output: resolveTracksResult,
  run: (args, { api, signal, progress }) =>
    api.call('spotify.resolveTracks', args, { signal, onProgress: progress }),
});

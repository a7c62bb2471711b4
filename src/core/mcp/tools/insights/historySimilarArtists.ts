import {
  similarArtistsParams,
  similarArtistsResult,
} from '../../../../protocol/history/insights/similarArtists.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

export const historySimilarArtists = defineTool({
  name: 'history_similar_artists',
  title: 'Similar artists',
  description:
    'Find the artists that the user hears in the same sessions as an artist, or as each of the top artists: from the user\'s own history, so nothing unheard. Use it for "what goes with X for me?" or to seed a playlist.',
  toolset: 'insights',
  annotations: LOCAL_READ,
  input: similarArtistsParams,
  output: similarArtistsResult,
  run: (args, { api, signal }) => api.call('history.similarArtists', args, { signal }),
});

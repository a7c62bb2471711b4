import {
  forgottenFavouritesParams,
  forgottenFavouritesResult,
} from '../../../../protocol/history/insights/forgottenFavourites.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

export const historyForgottenFavourites = defineTool({
  name: 'history_forgotten_favourites',
  title: 'Forgotten favourites',
  description:
    'Artists, tracks or albums that were played often and then no more, or by mean play date the golden oldies and the latest favourites, each with last play and peak month. Use it to rediscover music or to make a nostalgic playlist.',
  toolset: 'insights',
  annotations: LOCAL_READ,
  input: forgottenFavouritesParams,
  output: forgottenFavouritesResult,
  run: (args, { api, signal }) => api.call('history.forgottenFavourites', args, { signal }),
});

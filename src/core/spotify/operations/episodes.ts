import { defineOperation } from '../operation.ts';
import { catalogueEpisode } from '../schemas/episode.ts';
import type { ItemParams } from './commonParams.ts';

/** An episode and the show it belongs to. */
export const getEpisode = defineOperation({
  id: 'get-an-episode',
  method: 'GET',
  path: '/episodes/{id}',
  family: 'episodes',
  scopes: ['user-read-playback-position'],
  cache: 'metadata',
  request: ({ id, market }: ItemParams) => ({ path: { id }, query: { market } }),
  response: catalogueEpisode,
});

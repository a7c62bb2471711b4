import { defineOperation } from '../operation.ts';
import { catalogueEpisode } from '../schemas/episode.ts';
import { page } from '../schemas/page.ts';
import { show } from '../schemas/show.ts';
import type { ItemPageParams, ItemParams } from './commonParams.ts';

/** A show and the first page of its episodes. */
export const getShow = defineOperation({
  id: 'get-a-show',
  method: 'GET',
  path: '/shows/{id}',
  family: 'shows',
  scopes: ['user-read-playback-position'],
  cache: 'metadata',
  request: ({ id, market }: ItemParams) => ({ path: { id }, query: { market } }),
  response: show,
});

/** Episodes of a show, newest first, which carry no show of their own. */
export const getShowEpisodes = defineOperation({
  id: 'get-a-shows-episodes',
  method: 'GET',
  path: '/shows/{id}/episodes',
  family: 'shows',
  scopes: ['user-read-playback-position'],
  cache: 'metadata',
  request: ({ id, market, limit, offset }: ItemPageParams) => ({
    path: { id },
    query: { market, limit, offset },
  }),
  response: page(catalogueEpisode),
});

import { defineOperation } from '../operation.ts';
import { album } from '../schemas/album.ts';
import { page } from '../schemas/page.ts';
import { track } from '../schemas/track.ts';
import type { ItemPageParams, ItemParams } from './commonParams.ts';

/** An album and the first page of its tracks. */
export const getAlbum = defineOperation({
  id: 'get-an-album',
  method: 'GET',
  path: '/albums/{id}',
  family: 'albums',
  scopes: [],
  cache: 'metadata',
  request: ({ id, market }: ItemParams) => ({ path: { id }, query: { market } }),
  response: album,
});

/** Tracks of an album, which carry no album of their own. */
export const getAlbumTracks = defineOperation({
  id: 'get-an-albums-tracks',
  method: 'GET',
  path: '/albums/{id}/tracks',
  family: 'albums',
  scopes: [],
  cache: 'metadata',
  request: ({ id, market, limit, offset }: ItemPageParams) => ({
    path: { id },
    query: { market, limit, offset },
  }),
  response: page(track),
});

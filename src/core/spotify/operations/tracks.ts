import { defineOperation } from '../operation.ts';
import { track } from '../schemas/track.ts';
import type { ItemParams } from './commonParams.ts';

/** A track with its artists and album. */
export const getTrack = defineOperation({
  id: 'get-track',
  method: 'GET',
  path: '/tracks/{id}',
  family: 'tracks',
  scopes: [],
  cache: 'metadata',
  request: ({ id, market }: ItemParams) => ({ path: { id }, query: { market } }),
  response: track,
});

import { defineOperation } from '../operation.ts';
import { chapter } from '../schemas/chapter.ts';
import type { ItemParams } from './commonParams.ts';

/** A chapter and the audiobook it belongs to. */
export const getChapter = defineOperation({
  id: 'get-a-chapter',
  method: 'GET',
  path: '/chapters/{id}',
  family: 'chapters',
  scopes: [],
  cache: 'metadata',
  request: ({ id, market }: ItemParams) => ({ path: { id }, query: { market } }),
  response: chapter,
});

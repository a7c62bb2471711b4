import { defineOperation } from '../operation.ts';
import { audiobook } from '../schemas/audiobook.ts';
import { chapter } from '../schemas/chapter.ts';
import { page } from '../schemas/page.ts';
import type { ItemPageParams, ItemParams } from './commonParams.ts';

/**
 * An audiobook and the first page of its chapters. Spotify has audiobooks in the US, the UK, Canada, Ireland, New
 * Zealand and Australia only, and answers 404 elsewhere (reference).
 */
export const getAudiobook = defineOperation({
  id: 'get-an-audiobook',
  method: 'GET',
  path: '/audiobooks/{id}',
  family: 'audiobooks',
  scopes: [],
  cache: 'metadata',
  request: ({ id, market }: ItemParams) => ({ path: { id }, query: { market } }),
  response: audiobook,
});

/** Chapters of an audiobook, which carry no audiobook of their own. */
export const getAudiobookChapters = defineOperation({
  id: 'get-audiobook-chapters',
  method: 'GET',
  path: '/audiobooks/{id}/chapters',
  family: 'audiobooks',
  scopes: [],
  cache: 'metadata',
  request: ({ id, market, limit, offset }: ItemPageParams) => ({
    path: { id },
    query: { market, limit, offset },
  }),
  response: page(chapter),
});

import type { ItemType } from '../../../protocol/spotify/items.ts';
import { defineOperation } from '../operation.ts';
import { searchResult } from '../schemas/searchResult.ts';
import type { MarketParams } from './commonParams.ts';

/** Largest page of each kind, since February 2026 (Spotify Web API reference). */
export const maxSearchLimit = 10;
/** Largest `offset` (Spotify Web API reference). */
export const maxSearchOffset = 1000;

/** What to look for. */
export interface SearchParams extends MarketParams {
  /** Words and filters such as `artist:"…"`, as Spotify reads them. */
  readonly query: string;
  readonly types: readonly ItemType[];
  /** For each kind, 1 to {@link maxSearchLimit}; Spotify's default is 5. */
  readonly limit?: number | undefined;
  /** 0 to {@link maxSearchOffset}. */
  readonly offset?: number | undefined;
}

/** Looks for several kinds of things at once, a page of each. */
export const searchItems = defineOperation({
  id: 'search',
  method: 'GET',
  path: '/search',
  family: 'search',
  scopes: [],
  cache: 'search',
  request: ({ query, types, market, limit, offset }: SearchParams) => ({
    query: { q: query, type: types, market, limit, offset },
  }),
  response: searchResult,
});

import type { SpotifySearchParams, SpotifySearchResult } from '../../../protocol/spotify/search.ts';
import { toUserMessage } from '../../toUserMessage.ts';
import { maxSearchOffset } from '../operations/search.ts';
import type { Feature } from '../spotifyContext.ts';
import { queryText, type SpokenQuery } from './queryText.ts';
import { readSearchCursor, writeSearchCursor } from './searchCursor.ts';
import { searchPages, type Found } from './searchPages.ts';

const defaultLimit = 5;

/**
 * Answers `spotify.search`. Questions are asked at the same time, as far as the client lets them; one that fails says
 * so and the others are answered.
 * @throws InputError for questions or a cursor that cannot be; the first question's error where all fail
 */
export const searchCatalogue: Feature<SpotifySearchParams, SpotifySearchResult> = async (context, params) => {
  const queries = params.queries.map((query) => queryText(query, params.types));
  const limit = params.limit ?? defaultLimit;
  const offset = params.cursor === undefined ? 0 : readSearchCursor(params.cursor, queries);
  const found = await Promise.all(queries.map((query) => searchPages(context, query, { offset, limit })));
  const failure = found[0]?.error;
  if (failure !== undefined && found.every((one) => isEmpty(one) && one.error !== undefined)) throw failure;
  const more = found.some((one) => one.more);
  const note = noteOf(found, more, offset + limit);
  return {
    results: found.map((one, at) => resultOf(queries[at] ?? { text: '', types: [] }, one)),
    ...(more && { next_cursor: writeSearchCursor(queries, offset + limit) }),
    ...(note !== undefined && { note }),
  };
};

function resultOf(query: SpokenQuery, found: Found): SpotifySearchResult['results'][number] {
  return {
    query: query.text,
    items: [...found.items.values()].flat(),
    ...(found.totals.size > 0 && { totals: Object.fromEntries(found.totals) }),
    ...(found.error !== undefined && { error: toUserMessage(found.error) }),
  };
}

function isEmpty({ items }: Found): boolean {
  return [...items.values()].every((list) => list.length === 0);
}

function noteOf(found: readonly Found[], more: boolean, end: number): string | undefined {
  if (more) return 'There are more results: pass next_cursor as cursor, with the same queries and types.';
  if (end >= maxSearchOffset) return `Spotify answers no more than ${maxSearchOffset} results of each kind.`;
  if (found.every((one) => isEmpty(one) && one.error === undefined)) {
    return 'Nothing was found. Try fewer words, another spelling or other types.';
  }
  return undefined;
}

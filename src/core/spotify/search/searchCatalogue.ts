import type { SpotifySearchParams, SpotifySearchResult } from '../../../protocol/spotify/search.ts';
import { InputError } from '../../errors.ts';
import { toUserMessage } from '../../toUserMessage.ts';
import { maxSearchLimit, maxSearchOffset } from '../operations/search.ts';
import type { Feature } from '../spotifyContext.ts';
import { queryText, type SpokenQuery } from './queryText.ts';
import { readSearchCursor, writeSearchCursor } from './searchCursor.ts';
import { searchPages, type Found } from './searchPages.ts';

const defaultLimit = 5;
/** Requests of one call: a day's allowance is a few hundred (observed 2026). */
const maxRequests = 20;
/** Of a question that is not asked any more. */
const ended: Found = { items: new Map(), totals: new Map(), more: false };

/**
 * Answers `spotify.search`. Questions are asked at the same time, as far as the client lets them; one that fails says
 * so and the others are answered. After a cursor only those are asked that have more.
 * @throws InputError for questions or a cursor that cannot be, and for too many requests at once; the first question's
 *   error where all fail
 */
export const searchCatalogue: Feature<SpotifySearchParams, SpotifySearchResult> = async (context, params) => {
  const queries = params.queries.map((query) => queryText(query, params.types));
  const limit = params.limit ?? defaultLimit;
  const { offset, open } =
    params.cursor === undefined
      ? { offset: 0, open: [...queries.keys()] }
      : readSearchCursor(params.cursor, queries);
  checkCost(open.length, limit);
  const found = await Promise.all(
    queries.map(async (query, at) =>
      open.includes(at) ? searchPages(context, query, { offset, limit }) : ended,
    ),
  );
  const asked = found.filter((_, at) => open.includes(at));
  const failure = asked[0]?.error;
  if (failure !== undefined && asked.every((one) => isEmpty(one) && one.error !== undefined)) throw failure;
  const more = [...found.keys()].filter((at) => found[at]?.more === true);
  const note = noteOf(asked, more.length > 0, offset, limit);
  return {
    results: found.map((one, at) => resultOf(queries[at] ?? { text: '', types: [] }, one)),
    ...(more.length > 0 && {
      next_cursor: writeSearchCursor(queries, { offset: offset + limit, open: more }),
    }),
    ...(note !== undefined && { note }),
  };
};

function checkCost(questions: number, limit: number): void {
  const requests = questions * Math.ceil(limit / maxSearchLimit);
  if (requests <= maxRequests) return;
  throw new InputError(
    `${questions} queries with ${limit} results each cost ${requests} requests; ${maxRequests} is the most for one call.`,
    { hint: 'Ask fewer queries at once or for fewer results; next_cursor goes on where more are needed.' },
  );
}

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

function noteOf(asked: readonly Found[], more: boolean, offset: number, limit: number): string | undefined {
  if (more) {
    const failed = asked.some(({ error }) => error !== undefined);
    const rest = failed ? '; ask those that failed again by themselves.' : '.';
    return `There are more results: pass next_cursor as cursor, with the same queries and types${rest}`;
  }
  if (offset + limit >= maxSearchOffset)
    return `Spotify answers no more than ${maxSearchOffset} results of each kind.`;
  if (asked.every((one) => isEmpty(one) && one.error === undefined)) {
    return offset > 0
      ? 'There are no more results.'
      : 'Nothing was found. Try fewer words, another spelling or other types.';
  }
  return undefined;
}

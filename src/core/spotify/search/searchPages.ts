import type { Item, ItemType } from '../../../protocol/spotify/items.ts';
import { toAppError } from '../../errorCodec.ts';
import { CancelledError, type AppError } from '../../errors.ts';
import { describeItem, type CatalogueThing } from '../describeItem.ts';
import { maxSearchLimit, maxSearchOffset, searchItems } from '../operations/search.ts';
import type { SearchResult } from '../schemas/searchResult.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import type { SpokenQuery } from './queryText.ts';

/** Part of a list of results, for each kind. */
export interface SearchSlice {
  /** From 0. */
  readonly offset: number;
  readonly limit: number;
}

/** What one question found. */
export interface Found {
  /** By kind in the order of the question's kinds; each by Spotify's rank. */
  readonly items: ReadonlyMap<ItemType, readonly Item[]>;
  /** As Spotify estimates. */
  readonly totals: ReadonlyMap<ItemType, number>;
  /** There are results after this slice that Spotify would answer. */
  readonly more: boolean;
  /** Why the slice, or the rest of it, is missing. */
  readonly error?: AppError;
}

const fields = {
  track: 'tracks',
  album: 'albums',
  artist: 'artists',
  playlist: 'playlists',
  show: 'shows',
  episode: 'episodes',
  audiobook: 'audiobooks',
} as const satisfies Record<ItemType, keyof SearchResult>;

/**
 * Asks one question for a slice: a request for each 10, kinds that have ended left out. Nothing that was found is
 * lost by a later page that fails.
 * @throws CancelledError
 */
export async function searchPages(
  { send }: SpotifyContext,
  query: SpokenQuery,
  { offset, limit }: SearchSlice,
): Promise<Found> {
  const items = new Map<ItemType, Item[]>(query.types.map((type) => [type, []]));
  const totals = new Map<ItemType, number>();
  const end = Math.min(offset + limit, maxSearchOffset);
  let open = query.types;
  for (let at = offset; at < end && open.length > 0; at += maxSearchLimit) {
    const size = Math.min(maxSearchLimit, end - at);
    let answer: SearchResult;
    try {
      answer = await send(searchItems, { query: query.text, types: open, limit: size, offset: at });
    } catch (error) {
      if (CancelledError.is(error)) throw error;
      return { items, totals, more: false, error: toAppError(error) };
    }
    open = open.filter((type) => {
      const page = answer[fields[type]];
      addNew(items.get(type) ?? [], page?.items ?? []);
      if (page?.total !== undefined) totals.set(type, page.total);
      return page?.next !== undefined;
    });
  }
  return { items, totals, more: open.length > 0 && end < maxSearchOffset };
}

/** Pages may overlap while the list behind them moves. */
function addNew(items: Item[], found: readonly CatalogueThing[]): void {
  for (const item of found.map(describeItem)) {
    if (!items.some(({ uri }) => uri === item.uri)) items.push(item);
  }
}

import type { CreatePlaylistParams } from '../../../protocol/spotify/playlists.ts';
import { InputError } from '../../errors.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { itemCount } from './countWords.ts';
import { itemsFromHistory } from './itemsFromHistory.ts';
import { itemsFromSearch } from './itemsFromSearch.ts';
import { playableUri } from './playableUri.ts';

/** One thing for a playlist; its name where something told it. */
export interface NewItem {
  readonly uri: string;
  readonly name?: string;
}

/** What a playlist is to hold. */
export interface NewItems {
  readonly items: readonly NewItem[];
  /** Where they come from and what is not among them, in sentences. */
  readonly notes: readonly string[];
}

/**
 * What a new playlist is to hold: URIs as given, the first results of a search, or the top tracks of the history. Each
 * once, unless duplicates are wanted.
 * @throws InputError for more than one source and for what is no track or episode; NotFound where there is nothing; what
 *   search and history throw
 */
export async function newPlaylistItems(
  context: SpotifyContext,
  params: CreatePlaylistParams,
): Promise<NewItems> {
  const { uris, query, count, allow_duplicates: allowed } = params;
  const wantsHistory = [params.history_days, params.history_from, params.history_to, params.history_by].some(
    (argument) => argument !== undefined,
  );
  const sources = [uris !== undefined, query !== undefined, wantsHistory].filter(Boolean).length;
  if (sources > 1) {
    throw new InputError('uris, query and history exclude each other.', {
      hint: 'Create the playlist from one of them and add the rest with spotify_add_playlist_items.',
    });
  }
  if (count !== undefined && query === undefined && !wantsHistory) {
    throw new InputError('count goes with query or history.', {
      hint: 'Pass query, or history_days, or history_from and history_to; uris are all taken.',
    });
  }
  if (query !== undefined) return withoutDuplicates(await itemsFromSearch(context, query, count), allowed);
  if (wantsHistory) return withoutDuplicates(await itemsFromHistory(context, params), allowed);
  const items = (uris ?? []).map((uri, at) => ({ uri: playableUri(`uris[${at}]`, uri) }));
  return withoutDuplicates({ items, notes: [] }, allowed);
}

function withoutDuplicates({ items, notes }: NewItems, allowed: boolean | undefined): NewItems {
  if (allowed === true) return { items, notes };
  const first = new Map<string, NewItem>();
  for (const item of items) if (!first.has(item.uri)) first.set(item.uri, item);
  const left = items.length - first.size;
  return {
    items: [...first.values()],
    notes: left === 0 ? notes : [...notes, `Duplicates were left out: ${itemCount(left)}.`],
  };
}

import type { BrowseParams, BrowseResult } from '../../../protocol/spotify/extendedBrowse.ts';
import { InputError } from '../../errors.ts';
import { describeItem, type CatalogueThing } from '../describeItem.ts';
import { listMark, pageNote, readCursor, writeCursor } from '../pageCursor.ts';
import type { Page } from '../schemas/page.ts';
import type { Feature, SpotifyContext } from '../spotifyContext.ts';
import { upstreamText } from '../upstreamText.ts';
import {
  getCategories,
  getCategory,
  getCategoryPlaylists,
  getFeaturedPlaylists,
  getMarkets,
  getNewReleases,
  type Category,
} from './operations/browse.ts';
import { getGenreSeeds } from './operations/recommendations.ts';
import { sendExtended } from './sendExtended.ts';

const defaultLimit = 20;

/** Which part of a shelf, and how its cursors are marked. */
interface Slice {
  readonly mark: string;
  readonly offset: number;
  readonly limit: number;
}

/**
 * Answers `spotify.browse`: a shelf of Spotify's start page, or what its lists can be asked for. One request, two for
 * the first page of a category.
 * @throws InputError for a cursor of another list and for a category that is missing or too many; EndpointUnavailable
 */
export const browse: Feature<BrowseParams, BrowseResult> = async (context, params) => {
  const { shelf, category, locale } = params;
  if ((shelf === 'category') !== (category !== undefined)) {
    throw new InputError(
      `category ${category === undefined ? 'is missing' : 'does not go with this shelf'}.`,
      {
        hint: 'Pass shelf category with the id of a category, which shelf categories lists.',
      },
    );
  }
  const mark = listMark(shelf, category, locale);
  const slice = { mark, offset: readCursor(mark, params.cursor), limit: params.limit ?? defaultLimit };
  const { limit, offset } = slice;
  switch (shelf) {
    case 'new_releases':
      return itemsOf(await sendExtended(context, getNewReleases, { limit, offset }), slice);
    case 'featured_playlists': {
      const { message, playlists } = await sendExtended(context, getFeaturedPlaylists, {
        locale,
        limit,
        offset,
      });
      return { ...titleField(message), ...itemsOf(playlists, slice) };
    }
    case 'categories':
      return categoriesOf(await sendExtended(context, getCategories, { locale, limit, offset }), slice);
    case 'category':
      return oneCategory(context, { id: category ?? '', locale }, slice);
    case 'markets':
      return valuesOf(await sendExtended(context, getMarkets, {}));
    case 'genre_seeds':
      return valuesOf(await sendExtended(context, getGenreSeeds, {}));
  }
};

async function oneCategory(
  context: SpotifyContext,
  about: { readonly id: string; readonly locale: string | undefined },
  slice: Slice,
): Promise<BrowseResult> {
  const { limit, offset } = slice;
  const named = offset === 0 ? await sendExtended(context, getCategory, about) : undefined;
  const { playlists } = await sendExtended(context, getCategoryPlaylists, { id: about.id, limit, offset });
  return { ...titleField(named?.name), ...itemsOf(playlists, slice) };
}

function itemsOf(page: Page<CatalogueThing>, slice: Slice): BrowseResult {
  return { items: page.items.map(describeItem), ...rest(page, slice) };
}

function categoriesOf(page: Page<Category>, slice: Slice): BrowseResult {
  const categories = page.items.map(({ name, id }) => ({ name: upstreamText(name), id: upstreamText(id) }));
  return { categories, ...rest(page, slice) };
}

/** The cursor and the note of a page. The next one begins `limit` later, however many items this one has. */
function rest<T>({ items, total, next }: Page<T>, { mark, offset, limit }: Slice): BrowseResult {
  return {
    ...(next !== undefined && { next_cursor: writeCursor(mark, offset + limit) }),
    ...(total !== undefined && { note: pageNote(offset, items.length, total) }),
  };
}

function valuesOf(values: readonly string[]): BrowseResult {
  return { values: values.map((value) => upstreamText(value, 60)), note: `All ${values.length}.` };
}

function titleField(text: string | undefined): { title?: string } {
  const title = upstreamText(text ?? '');
  return title === '' ? {} : { title };
}

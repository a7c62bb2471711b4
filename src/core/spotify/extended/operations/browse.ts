import * as z from 'zod';
import { album } from '../../schemas/album.ts';
import { page } from '../../schemas/page.ts';
import { playlist } from '../../schemas/playlist.ts';
import { optional, text } from '../../schemas/tolerant.ts';
import type { NoParams, PageParams } from '../../operations/commonParams.ts';
import { defineExtended } from './extendedOperation.ts';
import { fieldOf, membersOf } from './membersOf.ts';

/** In which language names are told. */
export interface LocaleParams {
  /** `de_DE`; Spotify's default is American English. */
  readonly locale?: string | undefined;
}

const noPlaylists =
  "Nothing lists Spotify's own playlists any more; spotify_search with type playlist finds those of others.";

/** A shelf of Spotify's start page. */
export const category = z.object({ id: z.string(), name: text });
export type Category = z.output<typeof category>;

const listed = { method: 'GET', family: 'browse', scopes: [], cache: 'profile' } as const;

/** Albums that Spotify presents as new. */
export const getNewReleases = defineExtended({
  ...listed,
  id: 'get-new-releases',
  path: '/browse/new-releases',
  instead: 'Call spotify_search with tag new instead: it finds albums of the last two weeks.',
  request: ({ limit, offset }: PageParams) => ({ query: { limit, offset } }),
  response: fieldOf('albums', page(album)),
});

const presented = z.object({ message: optional(z.string()), playlists: page(playlist) });

/** Playlists that Spotify presents now. */
export const getFeaturedPlaylists = defineExtended({
  ...listed,
  id: 'get-featured-playlists',
  path: '/browse/featured-playlists',
  instead: noPlaylists,
  request: ({ locale, limit, offset }: PageParams & LocaleParams) => ({ query: { locale, limit, offset } }),
  response: presented,
});

/** The categories that playlists are put into. */
export const getCategories = defineExtended({
  ...listed,
  id: 'get-categories',
  path: '/browse/categories',
  instead:
    'Nothing lists categories any more; spotify_search finds playlists by the name of a mood or genre.',
  request: ({ locale, limit, offset }: PageParams & LocaleParams) => ({ query: { locale, limit, offset } }),
  response: fieldOf('categories', page(category)),
});

/** One category. */
export interface CategoryParams {
  readonly id: string;
}

/** A category's name. */
export const getCategory = defineExtended({
  ...listed,
  id: 'get-a-category',
  path: '/browse/categories/{category_id}',
  instead:
    'Nothing lists categories any more; spotify_search finds playlists by the name of a mood or genre.',
  request: ({ id, locale }: CategoryParams & LocaleParams) => ({
    path: { category_id: id },
    query: { locale },
  }),
  response: category,
});

/** Playlists of a category. */
export const getCategoryPlaylists = defineExtended({
  ...listed,
  id: 'get-a-categories-playlists',
  path: '/browse/categories/{category_id}/playlists',
  instead: noPlaylists,
  request: ({ id, limit, offset }: CategoryParams & PageParams) => ({
    path: { category_id: id },
    query: { limit, offset },
  }),
  response: presented,
});

/** Countries with Spotify, ISO 3166-1 alpha-2. */
export const getMarkets = defineExtended({
  id: 'get-available-markets',
  method: 'GET',
  path: '/markets',
  family: 'markets',
  scopes: [],
  cache: 'metadata',
  instead: "Nothing lists them any more; what can be played depends on the account's own country.",
  request: (_params: NoParams) => ({}),
  response: membersOf('markets', z.string()),
});

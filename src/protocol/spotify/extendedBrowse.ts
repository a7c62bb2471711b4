import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { accountParam, item } from './items.ts';

export const browseShelves = [
  'new_releases',
  'featured_playlists',
  'categories',
  'category',
  'markets',
  'genre_seeds',
] as const;
export type BrowseShelf = (typeof browseShelves)[number];

export const browseParams = strictParams({
  shelf: z.enum(browseShelves).describe('category: one of categories, with its playlists.'),
  category: z
    .string()
    .regex(/^[\w-]{1,100}$/, 'Must be an id')
    .optional()
    .describe('Id of a category, for shelf category.'),
  locale: z
    .string()
    .regex(/^[a-z]{2}_[A-Z]{2}$/)
    .optional()
    .describe('Language of names, such as de_DE.'),
  limit: z.int().min(1).max(50).optional().describe('Default 20.'),
  cursor: z.string().max(64).optional().describe('next_cursor of the answer before.'),
  account: accountParam,
});
export type BrowseParams = z.infer<typeof browseParams>;

export const browseResult = z.object({
  /** Spotify's own headline, or the name of the category. */
  title: z.string().optional(),
  items: z.array(item).optional(),
  categories: z.array(z.object({ name: z.string(), id: z.string() })).optional(),
  values: z.array(z.string()).optional().describe('Countries, or genres for spotify_get_recommendations.'),
  next_cursor: z.string().optional(),
  note: z.string().optional(),
});
export type BrowseResult = z.infer<typeof browseResult>;

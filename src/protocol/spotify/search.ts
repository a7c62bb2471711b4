import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { accountParam, count, item, itemTypes } from './items.ts';

const query = strictParams({
  text: z.string().max(250).optional().describe('Free words. Either this or a filter.'),
  artist: z.string().max(150).optional(),
  track: z.string().max(150).optional(),
  album: z.string().max(150).optional(),
  year: z
    .string()
    .regex(/^\d{4}(-\d{4})?$/)
    .optional()
    .describe('2021 or 2019-2021.'),
  genre: z.string().max(100).optional(),
  isrc: z.string().max(20).optional(),
  upc: z.string().max(20).optional(),
  tag: z.enum(['new', 'hipster']).optional().describe('Albums only.'),
});
export type SearchQuery = z.infer<typeof query>;

export const spotifySearchParams = strictParams({
  queries: z.array(query).min(1).max(10).describe('Each costs a request.'),
  types: z.array(z.enum(itemTypes)).min(1).optional().describe('Default track; album for upc and tag.'),
  limit: z.int().min(1).max(50).optional().describe('Of each kind. Default 5; 10 cost a request.'),
  cursor: z.string().max(400).optional().describe('next_cursor.'),
  account: accountParam,
});
export const spotifySearchResult = z.object({
  results: z.array(
    z.object({
      query: z.string(),
      items: z.array(item),
      /** As Spotify estimates. */
      totals: z
        .object({
          track: count.optional(),
          album: count.optional(),
          artist: count.optional(),
          playlist: count.optional(),
          show: count.optional(),
          episode: count.optional(),
          audiobook: count.optional(),
        })
        .optional(),
      error: z.string().optional(),
    }),
  ),
  next_cursor: z.string().optional(),
  note: z.string().optional(),
});
export type SpotifySearchParams = z.infer<typeof spotifySearchParams>;
export type SpotifySearchResult = z.infer<typeof spotifySearchResult>;

export const recentlyPlayedParams = strictParams({
  limit: z.int().min(1).max(50).optional().describe('Default 20.'),
  before: z.string().max(40).optional().describe('An instant, such as played_at of the last one seen.'),
  account: accountParam,
});
export const recentlyPlayedResult = z.object({
  account: z.string(),
  plays: z.array(
    z.object({
      /** ISO instant in the zone of the answers; `before` takes it as it is. */
      played_at: z.string(),
      name: z.string(),
      artists: z.array(z.string()),
      album: z.string().optional(),
      uri: z.string(),
      url: z.string(),
      /** URI of what it was played from. */
      context: z.string().optional(),
    }),
  ),
  note: z.string().optional(),
});
export type RecentlyPlayedParams = z.infer<typeof recentlyPlayedParams>;
export type RecentlyPlayedResult = z.infer<typeof recentlyPlayedResult>;

import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { accountParam, count } from './items.ts';

export const profileParams = strictParams({ account: accountParam });
/** Who is signed in, as Spotify tells it today. */
export const profileResult = z.object({
  /** What the account is called in `account` arguments, beside its name. */
  account: z.string(),
  name: z.string(),
  id: z.string(),
  uri: z.string(),
  /** On open.spotify.com. */
  url: z.string(),
  /** Older apps only. */
  product: z.string().optional(),
  /** ISO 3166-1 alpha-2; older apps only. */
  country: z.string().optional(),
  note: z.string().optional(),
});
export type ProfileParams = z.infer<typeof profileParams>;
export type ProfileResult = z.infer<typeof profileResult>;

/** Ours, each followed by Spotify's own word for it. */
export const topRanges = ['weeks', 'months', 'year', 'short_term', 'medium_term', 'long_term'] as const;
export type TopRange = (typeof topRanges)[number];

export const topItemsParams = strictParams({
  type: z.enum(['tracks', 'artists']).describe('What to rank.'),
  range: z.enum(topRanges).optional().describe('4 weeks (short_term), 6 months (default) or a year.'),
  limit: z.int().min(1).max(99).optional().describe('Default 20; Spotify knows 99.'),
  cursor: z.string().max(60).optional().describe('next_cursor.'),
  account: accountParam,
});
/** Favourites as Spotify calculates them, the first one first. */
export const topItemsResult = z.object({
  account: z.string(),
  /** What the range means. */
  period: z.string(),
  items: z.array(
    z.object({
      rank: count,
      name: z.string(),
      by: z.array(z.string()).optional(),
      album: z.string().optional(),
      uri: z.string(),
      url: z.string(),
    }),
  ),
  next_cursor: z.string().optional(),
  note: z.string(),
});
export type TopItemsParams = z.infer<typeof topItemsParams>;
export type TopItemsResult = z.infer<typeof topItemsResult>;

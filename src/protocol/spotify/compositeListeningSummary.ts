import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { accountParam, count } from './items.ts';
import { failedPart } from './writes.ts';

export const topRanges = ['short_term', 'medium_term', 'long_term'] as const;
export type TopRange = (typeof topRanges)[number];

export const listeningSummaryParams = strictParams({
  limit: z.int().min(1).max(20).optional().describe('Length of the compared lists. Default 10.'),
  ranges: z
    .array(z.enum(topRanges))
    .min(1)
    .optional()
    .describe('About 4 weeks, 6 months, 1 year. Default all.'),
  account: accountParam,
});
export type ListeningSummaryParams = z.infer<typeof listeningSummaryParams>;

/** One artist or track in either list, with its place in both. */
const compared = z.object({
  name: z.string(),
  by: z.string().optional(),
  rank_at_spotify: count.optional(),
  own_rank: count.optional(),
  plays: count.optional(),
  uri: z.string().optional(),
});
export type ComparedRow = z.infer<typeof compared>;

/** Two lists side by side. */
export const comparison = {
  in_both: count.optional().describe('Of the first `limit`.'),
  rows: z.array(compared),
};
export type Comparison = { readonly in_both?: number; readonly rows: ComparedRow[] };

export const listeningSummaryResult = z.object({
  lists: z.array(
    z.object({
      range: z.enum(topRanges),
      of: z.enum(['artists', 'tracks']),
      own_from: z.string().optional(),
      ...comparison,
    }),
  ),
  recent: z
    .object({
      plays: count,
      from: z.string().optional(),
      to: z.string().optional(),
      tracks: count,
      most_played: z.array(z.string()),
    })
    .optional(),
  rules: z.object({ spotify: z.string(), history: z.string().optional(), recent: z.string() }),
  missing: z.array(failedPart).optional(),
  note: z.string().optional(),
});
export type ListeningSummaryResult = z.infer<typeof listeningSummaryResult>;

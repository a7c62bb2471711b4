import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { accountParam, count, itemTypes } from './items.ts';

/** Most requests to Spotify that finding what is new may cost. */
export const maxDiscoverRequests = 5;

export const radioParams = strictParams({
  seed: z
    .string()
    .min(1)
    .max(300)
    .optional()
    .describe('Track, artist, album or playlist: URI, link or words. Default: what plays now.'),
  limit: z.int().min(1).max(50).optional().describe('How many tracks. Default 25.'),
  discover: z
    .int()
    .min(0)
    .max(15)
    .optional()
    .describe(
      `So many of them never played before, by artists near the seed. Default 0; a request for each 3.`,
    ),
  days: z
    .int()
    .min(1)
    .max(36500)
    .optional()
    .describe('Only what was heard in the last N days. Default the whole history.'),
  account: accountParam,
});
export type RadioParams = z.infer<typeof radioParams>;

const radioTrack = z.object({
  name: z.string(),
  artists: z.array(z.string()),
  score: count.optional().describe('Closeness to the seed, 0 to 1; absent for what is new.'),
  why: z.string(),
  uri: z.string(),
});
export type RadioTrack = z.infer<typeof radioTrack>;

export const radioResult = z.object({
  seed: z.object({ name: z.string(), type: z.enum(itemTypes), uri: z.string().optional() }),
  basis: z.string().describe('Where these tracks come from.'),
  sessions: count.describe('Listening sessions that were looked at.'),
  tracks: z.array(radioTrack),
  reason: z.string().optional().describe('Why there are none.'),
  note: z.string().optional(),
});
export type RadioResult = z.infer<typeof radioResult>;

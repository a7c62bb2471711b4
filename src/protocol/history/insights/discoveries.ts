import * as z from 'zod';
import { strictParams } from '../../strictParams.ts';
import { byParam, windowAnswer, windowParams } from '../window.ts';
import { itemName, itemUri } from './itemTypes.ts';

/** Days from the first listen of a history on in which nothing counts as new. */
export const defaultBurnInDays = 90;

export const discoveriesParams = strictParams({
  ...windowParams,
  by: byParam,
  burn_in_days: z
    .int()
    .min(0)
    .max(3650)
    .optional()
    .describe(`Days from the first listen on in which nothing counts as new. Default ${defaultBurnInDays}.`),
  limit: z.int().min(1).max(50).optional().describe('Length of each list. Default 5.'),
});
export type DiscoveriesParams = z.infer<typeof discoveriesParams>;

const discovery = z.object({
  ...itemName,
  /** Since the first play, until the end of the history: the window does not cut them. */
  plays: z.int(),
  hours: z.number(),
  first_play: z.string(),
  plays_first_7_days: z.int(),
  ...itemUri,
});

/** Of a month or year: what was heard first in it. */
const counted = {
  plays: z.int(),
  new_artists: z.int(),
  new_tracks: z.int(),
  /** Part of the plays that were the first ever of their track, 0 to 1. */
  discovery_rate: z.number(),
};

export const discoveriesResult = z.object({
  ...windowAnswer,
  discovery_rule: z.string(),
  burn_in_days: z.int(),
  /** From here on plays were counted: the start of the window, or the end of the burn-in if that is later. */
  counted_from: z.string(),
  ...counted,
  /** Part of the plays that went to artists first heard in the window. */
  new_artists_share: z.number(),
  /** The day on which most tracks were new. */
  best_day: z.object({ day: z.string(), new_tracks: z.int(), new_artists: z.int() }).optional(),
  /** Whether `periods` are months or years: years for a window of more than two. */
  per: z.enum(['month', 'year']),
  periods: z.array(z.object({ period: z.string(), ...counted })),
  /** Played most since. */
  top_artists: z.array(discovery),
  top_tracks: z.array(discovery),
  /** Played most in the 7 days from the first play on. */
  fastest_artists: z.array(discovery),
  fastest_tracks: z.array(discovery),
});
export type DiscoveriesResult = z.infer<typeof discoveriesResult>;
export type Discovery = z.infer<typeof discovery>;

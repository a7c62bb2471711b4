import * as z from 'zod';
import { strictParams } from '../../strictParams.ts';
import { byParam, cursorParam, limitParam, windowAnswer, windowParams } from '../window.ts';
import { itemName, itemTypes, itemUri, ofParam } from './itemTypes.ts';

/** Played often and then no more; played long ago on average; played lately on average. */
export const favouriteModes = ['forgotten', 'golden_oldies', 'rising'] as const;
export type FavouriteMode = (typeof favouriteModes)[number];

export const defaultSilentDays = 180;
export const defaultMinPlays = 10;

/** The window is the whole history unless the params name one; `to` also says when silence is measured. */
export const forgottenFavouritesParams = strictParams({
  ...windowParams,
  days: windowParams.days.describe('Default: the whole history.'),
  mode: z
    .enum(favouriteModes)
    .optional()
    .describe('Default forgotten. golden_oldies and rising rank by mean play date, oldest or latest first.'),
  of: ofParam.describe('Default tracks.'),
  by: byParam,
  min_plays: z.int().min(1).max(100_000).optional().describe(`Default ${defaultMinPlays}.`),
  silent_days: z
    .int()
    .min(1)
    .max(36500)
    .optional()
    .describe(`Days without a play that make one forgotten. Default ${defaultSilentDays}.`),
  limit: limitParam,
  cursor: cursorParam,
});
export type ForgottenFavouritesParams = z.infer<typeof forgottenFavouritesParams>;

const favourite = z.object({
  ...itemName,
  plays: z.int(),
  hours: z.number(),
  first_play: z.string(),
  last_play: z.string(),
  /** Whole days of 24 hours since the last play, as far as the history knows them: gaps do not count. */
  silent_days: z.int(),
  /** The local month with most plays. */
  peak_month: z.object({ month: z.string(), plays: z.int() }),
  /** Local day of the mean of all plays; only where it ranks. */
  mean_day: z.string().optional(),
  ...itemUri,
});

export const forgottenFavouritesResult = z.object({
  ...windowAnswer,
  mode: z.enum(favouriteModes),
  of: z.enum(itemTypes),
  by: z.enum(['plays', 'time']),
  favourite_rule: z.string(),
  /** How many there are. */
  total: z.int(),
  next_cursor: z.string().optional(),
  favourites: z.array(favourite),
});
export type ForgottenFavouritesResult = z.infer<typeof forgottenFavouritesResult>;
export type Favourite = z.infer<typeof favourite>;

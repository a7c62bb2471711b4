import * as z from 'zod';
import { windowAnswer, windowParamsSchema } from './window.ts';

/** How often the same things are heard again. */
export const repeatStats = z.object({
  /** Plays per different track. */
  repeat_rate: z.number(),
  median_plays_per_track: z.number(),
  /** Plays of the same track as the play before. */
  consecutive_repeats: z.int(),
  /** Part of the plays that went to the ten most played tracks, 0 to 1. */
  top_10_share: z.number(),
});
export type RepeatStats = z.infer<typeof repeatStats>;

export const repeatRateParams = windowParamsSchema;
export const repeatRateResult = z.object({
  ...windowAnswer,
  plays: z.int(),
  unique_tracks: z.int(),
  ...repeatStats.shape,
  known_before_share: z.number().describe('Of plays.'),
  most_repeated: z
    .object({ name: z.string(), artists: z.array(z.string()), plays_in_a_row: z.int() })
    .optional(),
});
export type RepeatRateResult = z.infer<typeof repeatRateResult>;

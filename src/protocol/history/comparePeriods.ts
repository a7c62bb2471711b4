import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { byParam, limitParam, windowAnswer, windowParams } from './window.ts';

/** The window against another one; by default against the equally long one just before it. */
export const comparePeriodsParams = strictParams({
  ...windowParams,
  by: byParam,
  limit: limitParam,
  compare_from: windowParams.from.describe('Start of the other period. Default: the equal period before.'),
  compare_to: windowParams.to.describe('End of the other period, exclusive.'),
});
export type ComparePeriodsParams = z.infer<typeof comparePeriodsParams>;

const totals = z.object({
  plays: z.int(),
  hours: z.number(),
  unique_tracks: z.int(),
  unique_artists: z.int(),
});
const moved = z.object({
  name: z.string(),
  plays: z.int(),
  previous_plays: z.int(),
  rank: z.int().optional(),
  previous_rank: z.int().optional(),
});

export const comparePeriodsResult = z.object({
  ...windowAnswer,
  previous_start: z.string(),
  previous_end: z.string().describe('Exclusive.'),
  current: totals,
  previous: totals,
  change: totals.describe('current minus previous.'),
  climbers: z.array(moved).describe('Artists that gained most.'),
  fallers: z.array(moved).describe('Artists that lost most.'),
  new_artists: z
    .array(z.object({ name: z.string(), plays: z.int() }))
    .describe('Artists of this period never played before it.'),
});
export type ComparePeriodsResult = z.infer<typeof comparePeriodsResult>;
export type MovedArtist = z.infer<typeof moved>;
export type PeriodTotals = z.infer<typeof totals>;

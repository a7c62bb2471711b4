import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { byParam, limitParam, windowAnswer, windowParams } from './window.ts';

/** The window against another one; by default against the equally long one just before it. */
export const comparePeriodsParams = strictParams({
  ...windowParams,
  by: byParam,
  limit: limitParam,
  compare_from: windowParams.from.describe('Of the other one.'),
  compare_to: windowParams.to.describe('Exclusive.'),
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
  previous_end: z.string(),
  current: totals,
  previous: totals,
  /** Current minus previous. */
  change: totals,
  /** Artists that gained most, and that lost most. */
  climbers: z.array(moved),
  fallers: z.array(moved),
  /** Never played before this period. */
  new_artists: z.array(z.object({ name: z.string(), plays: z.int() })),
});
export type ComparePeriodsResult = z.infer<typeof comparePeriodsResult>;
export type MovedArtist = z.infer<typeof moved>;
export type PeriodTotals = z.infer<typeof totals>;

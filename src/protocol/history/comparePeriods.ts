import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { byParam, limitParam, windowAnswer, windowParams } from './window.ts';

/** The window against another one; by default against the equally long one just before it. */
export const comparePeriodsParams = strictParams({
  ...windowParams,
  by: byParam,
  of: z.enum(['artists', 'tracks', 'albums']).optional().describe('Default artists.'),
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
  /** Of tracks and albums `title – artist`. */
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
  /** What gained most, and what lost most: artists, or what `of` says. */
  climbers: z.array(moved),
  fallers: z.array(moved),
  /** Artists never played before this period, whatever `of` says. */
  new_artists: z.array(z.object({ name: z.string(), plays: z.int() })),
});
export type ComparePeriodsResult = z.infer<typeof comparePeriodsResult>;
export type MovedItem = z.infer<typeof moved>;
export type PeriodTotals = z.infer<typeof totals>;

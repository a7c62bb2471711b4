import * as z from 'zod';
import { strictParams } from '../../strictParams.ts';
import { topTrack } from '../topLists.ts';
import { byParam, windowParams } from '../window.ts';

const { timezone, min_seconds, kind, account } = windowParams;

export const onThisDayParams = strictParams({
  date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional()
    .describe('Local date. Default today.'),
  days_around: z.int().min(0).max(7).optional().describe('Days before and after it too. Default 0.'),
  by: byParam,
  limit: z.int().min(1).max(20).optional().describe('Tracks per year. Default 3.'),
  timezone,
  min_seconds,
  kind,
  account,
});
export type OnThisDayParams = z.infer<typeof onThisDayParams>;

const yearRow = z.object({
  year: z.int(),
  /** 28 February where 29 February was asked for and the year has none. */
  date: z.string(),
  plays: z.int(),
  hours: z.number(),
  first_track: z
    .object({
      name: z.string(),
      artists: z.array(z.string()),
      played_at: z.string(),
      uri: z.string().optional(),
    })
    .optional(),
  top_tracks: z.array(topTrack),
  /** Nothing is known of some of this time, so the numbers are 'at least'. */
  incomplete: z.boolean().optional(),
});
export type OnThisDayYear = z.infer<typeof yearRow>;

export const onThisDayResult = z.object({
  date: z.string(),
  timezone: z.string(),
  play_rule: z.string(),
  note: z.string().optional(),
  /** First listen of any kind and length: no year before it can have plays. */
  first_listen: z.string().optional(),
  /** How many of the years have plays. */
  years_with_plays: z.int(),
  /** Every year between, the latest first. */
  years: z.array(yearRow),
});
export type OnThisDayResult = z.infer<typeof onThisDayResult>;

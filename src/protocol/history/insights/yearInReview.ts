import * as z from 'zod';
import { strictParams } from '../../strictParams.ts';
import { byParam, windowAnswer, windowParams } from '../window.ts';
import { itemName, itemUri } from './itemTypes.ts';

/** One of `year` and a window; by default the year of the last listen. */
export const yearInReviewParams = strictParams({
  ...windowParams,
  year: z.int().min(1970).max(2100).optional().describe('Default: of the last listen.'),
  days: windowParams.days.describe('Instead of year.'),
  by: byParam,
  limit: z.int().min(1).max(20).optional().describe('Length of each list. Default 5.'),
});
export type YearInReviewParams = z.infer<typeof yearInReviewParams>;

const row = z.object({ ...itemName, plays: z.int(), hours: z.number(), ...itemUri });

/**
 * `first_play`, `last_play`: track and when. `most_replayed`: the track played most often in a row, from two.
 * `best_new_track`: of those first played ever in the period the one with most plays in the 7 days from then on.
 * `busiest_day`, `top_weekday`: by plays. `longest_streak`: local days in a row with plays. `longest_session`: from
 * start to end, with at most 30 minutes of silence; it began in the period.
 */
export const highlights = [
  'first_play',
  'last_play',
  'most_replayed',
  'best_new_track',
  'busiest_day',
  'top_weekday',
  'longest_streak',
  'longest_session',
] as const;

/** Only the fields that say something of it. */
const highlight = z.object({
  what: z.enum(highlights),
  /** Of a track or a weekday. */
  name: itemName.name.optional(),
  artists: itemName.artists,
  /** Instants, or local days of a day or streak. */
  from: z.string().optional(),
  to: z.string().optional(),
  days: z.int().optional(),
  plays: z.int().optional(),
  hours: z.number().optional(),
  /** A gap lies beside a streak: it may have been longer. */
  broken_by_gap: z.boolean().optional(),
  ...itemUri,
});
export type Highlight = z.infer<typeof highlight>;

export const yearInReviewResult = z.object({
  ...windowAnswer,
  /** What Spotify's own Wrapped counts otherwise, in words. */
  unlike_wrapped: z.string(),
  by: z.enum(['plays', 'time']),
  plays: z.int(),
  hours: z.number(),
  unique_tracks: z.int(),
  unique_artists: z.int(),
  days_with_plays: z.int(),
  top_artists: z.array(row),
  top_tracks: z.array(row),
  top_albums: z.array(row),
  /** Part of the plays that went to the ten most played tracks, 0 to 1. */
  top_10_share: z.number(),
  /** Tracks with a single play in the period. */
  tracks_played_once: z.int(),
  /** First played ever in the period; the first 90 days of a history do not count. */
  new_artists: z.int(),
  new_tracks: z.int(),
  highlights: z.array(highlight),
  /** Whether `periods` are months or years: years for plays of more than two. Only those with plays. */
  per: z.enum(['month', 'year']),
  periods: z.array(z.object({ period: z.string(), plays: z.int(), hours: z.number() })),
  /** Plays by hour of the local day: 24, midnight first. */
  clock: z.array(z.int()),
  previous_start: z.string(),
  previous_end: z.string(),
  previous_plays: z.int(),
  previous_hours: z.number(),
  /** Artists that gained most over the period before. */
  climbers: z.array(z.object({ name: z.string(), plays: z.int(), previous_plays: z.int() })),
});
export type YearInReviewResult = z.infer<typeof yearInReviewResult>;

import * as z from 'zod';
import { strictParams } from '../../strictParams.ts';
import { onlyParam } from '../only.ts';
import { byParam, cursorParam, limitParam, windowAnswer, windowParams } from '../window.ts';

/** Calendar periods of the local calendar, the finest first. Weeks begin on Monday (ISO 8601). */
export const buckets = ['day', 'week', 'month', 'year'] as const;
export type Bucket = (typeof buckets)[number];

const words = z.string().min(1).max(200).optional();

/** What agents pass. */
export const timelineParams = strictParams({
  ...windowParams,
  bucket: z.enum(buckets).optional().describe('Default: the finest whose rows fit limit.'),
  artist: words.describe('Only plays of artists with these words.'),
  track: words.describe('Only plays of titles with these words.'),
  by: byParam,
  limit: limitParam,
  cursor: cursorParam,
});
/** Periods of one answer, where a program reads it. */
export const mostPeriods = 400;
/** What the history answers. */
export const timelineRequestParams = strictParams({
  ...timelineParams.shape,
  only: onlyParam,
  limit: z.int().min(1).max(mostPeriods).optional(),
});
export type TimelineParams = z.infer<typeof timelineRequestParams>;

const timelineRow = z.object({
  /** 2025-03-01, 2025-W09, 2025-03 or 2025. */
  period: z.string(),
  /** Its first local day. */
  from: z.string(),
  plays: z.int(),
  hours: z.number(),
  /** Recordings. */
  unique_tracks: z.int(),
  unique_artists: z.int(),
  /** By `by`; absent without plays. */
  top_artist: z
    .object({ name: z.string(), plays: z.int(), hours: z.number(), uri: z.string().optional() })
    .optional(),
  /** The window or the present moment cuts it. */
  partial: z.boolean().optional(),
  /** Nothing is known of some of its time, so the numbers are 'at least'. */
  incomplete: z.boolean().optional(),
});
export type TimelineRow = z.infer<typeof timelineRow>;

export const timelineResult = z.object({
  ...windowAnswer,
  bucket: z.enum(buckets),
  by: z.enum(['plays', 'time']),
  /** All of the window. */
  plays: z.int(),
  hours: z.number(),
  /** How many periods the window touches. */
  total: z.int(),
  next_cursor: z.string().optional(),
  /** Oldest first; periods without plays are rows too. */
  timeline: z.array(timelineRow),
});
export type TimelineResult = z.infer<typeof timelineResult>;

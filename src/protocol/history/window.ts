import * as z from 'zod';
import { strictParams } from '../strictParams.ts';

/** What a listen is about, read off its fields: which URI or which names are set. */
export const kinds = ['music', 'podcast', 'audiobook', 'video'] as const;
export type Kind = (typeof kinds)[number];

/**
 * Where an observation comes from, the richest first: of those that saw the same listen it speaks. `api` =
 * Spotify's recently-played.
 */
export const sources = ['extended', 'account', 'api'] as const;
export type Source = (typeof sources)[number];

/** Default length of a window in local calendar days, today included. */
export const defaultDays = 90;

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}(T.*)?$/);

/** Arguments that choose the window and the listens in it; the same for every history question. */
export const windowParams = {
  days: z.int().min(1).max(36500).optional().describe('Default 90, today included.'),
  from: day.optional().describe('Date or instant.'),
  to: day.optional().describe('Exclusive. Default now.'),
  timezone: z.string().max(64).optional().describe('IANA name.'),
  min_seconds: z.int().min(0).max(86400).optional().describe('Heard for a play. Default 30.'),
  kind: z
    .enum([...kinds, 'all'])
    .optional()
    .describe('Default music.'),
  account: z.string().max(128).optional().describe('Default: the one in use.'),
};
export const windowParamsSchema = strictParams(windowParams);
export type WindowParams = z.infer<typeof windowParamsSchema>;

/** Rank by number of plays or by time heard. */
export const byParam = z.enum(['plays', 'time']).optional().describe('Default plays.');
export type By = 'plays' | 'time';

export const limitParam = z.int().min(1).max(100).optional().describe('Default 20.');
export const cursorParam = z.string().max(64).optional().describe('next_cursor.');

/** Instants in answers: ISO 8601 with the offset of the answer's time zone. */
const instant = z.string();

/** What every history answer says about itself. */
export const windowAnswer = {
  window_start: instant,
  /** Exclusive. */
  window_end: instant,
  timezone: z.string(),
  /** Which listens were counted, in words. */
  play_rule: z.string(),
  /** What to know before these numbers are quoted, or how to ask further. */
  note: z.string().optional(),
};

/**
 * `after_last_listen`: nothing is known of the time after the last listen. The others are holes between two plays, by
 * what was the matter: more plays than Spotify keeps, the collector paused or not running, no sign-in, no connection.
 */
export const gapReasons = ['after_last_listen', 'missed', 'paused', 'off', 'signed_out', 'outage'] as const;
export type GapReason = (typeof gapReasons)[number];
/** Known holes: time for which no source was read. */
export const gapSchema = z.object({ from: instant, to: instant, reason: z.enum(gapReasons) });
export type Gap = z.infer<typeof gapSchema>;

export const sourceCount = z.object({ source: z.enum(sources), plays: z.int() });

/** How much of the window the data covers. */
export const coverageSchema = z.object({
  first_play: instant.optional(),
  last_play: instant.optional(),
  days_with_plays: z.int(),
  days_in_window: z.int(),
  sources: z.array(sourceCount),
  gaps: z.array(gapSchema),
});
export type Coverage = z.infer<typeof coverageSchema>;

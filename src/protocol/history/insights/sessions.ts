import * as z from 'zod';
import { strictParams } from '../../strictParams.ts';
import { windowAnswer, windowParams } from '../window.ts';

/** Silence that ends a session where the params say nothing, minutes. */
export const defaultGapMinutes = 30;

export const sessionsParams = strictParams({
  ...windowParams,
  gap_minutes: z.int().min(1).max(1440).optional().describe('Silence that ends a session. Default 30.'),
  by: z.enum(['plays', 'time']).optional().describe('What makes one long. Default time.'),
  limit: z.int().min(1).max(100).optional().describe('How many sessions. Default 5.'),
});
export type SessionsParams = z.infer<typeof sessionsParams>;

const session = z.object({
  started_at: z.string(),
  ended_at: z.string(),
  /** From start to end, pauses included. */
  minutes: z.number(),
  plays: z.int(),
  first_track: z.object({ name: z.string(), artists: z.array(z.string()), uri: z.string().optional() }),
  top_artist: z.object({ name: z.string(), plays: z.int() }).optional(),
  /** A gap touches it: it may have been longer. */
  broken_by_gap: z.boolean().optional(),
});
export type Session = z.infer<typeof session>;

export const sessionsResult = z.object({
  ...windowAnswer,
  /** What a session is, in words. */
  session_rule: z.string(),
  sessions: z.int(),
  plays: z.int(),
  /** Heard. */
  hours: z.number(),
  /** From start to end; these four are absent without sessions. */
  median_minutes: z.number().optional(),
  mean_minutes: z.number().optional(),
  median_plays: z.number().optional(),
  mean_plays: z.number().optional(),
  /** Sessions by the weekday and the hour in which they began. */
  by_weekday: z.array(z.int()).length(7).describe('Monday first.'),
  by_hour: z.array(z.int()).length(24),
  longest: z.array(session),
});
export type SessionsResult = z.infer<typeof sessionsResult>;

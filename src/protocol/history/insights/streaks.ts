import * as z from 'zod';
import { strictParams } from '../../strictParams.ts';
import { windowAnswer, windowParams } from '../window.ts';

/** The window is the whole history unless the params name one. */
export const streaksParams = strictParams({
  ...windowParams,
  days: windowParams.days.describe('Default: the whole history.'),
  limit: z.int().min(1).max(100).optional().describe('How many streaks. Default 5.'),
});
export type StreaksParams = z.infer<typeof streaksParams>;

const day = z.string();
const streak = z.object({
  days: z.int(),
  /** First and last local day, both in it. */
  from: day,
  to: day,
  plays: z.int(),
  /** A gap breaks it: it may have been longer. */
  broken_by_gap: z.boolean().optional(),
  /** Its days if the gap days beside it were listened too. */
  up_to_days: z.int().optional(),
  /** It goes on outside the window. */
  cut_by_window: z.boolean().optional(),
});
export type Streak = z.infer<typeof streak>;

const inARow = z.object({
  name: z.string(),
  artists: z.array(z.string()).optional(),
  plays: z.int(),
  /** When the first and the last of them ended. */
  from: z.string(),
  to: z.string(),
  /** A gap lies beside it: there may have been more. */
  broken_by_gap: z.boolean().optional(),
});
export type InARow = z.infer<typeof inARow>;

export const streaksResult = z.object({
  ...windowAnswer,
  /** What a streak is, in words. */
  streak_rule: z.string(),
  /** Local days of the window from the first listen of the history to today. */
  days_with_plays: z.int(),
  days_without_plays: z.int(),
  /** No play is known, but a gap touches the day. */
  days_unknown: z.int(),
  /** Ends today or yesterday, or runs into a gap that lasts since; absent where the window ends before today. */
  current: streak.partial({ from: true, to: true }).optional(),
  /** The longest first; of equally long ones the latest. */
  longest_streaks: z.array(streak),
  /** Most days in a row without a play; the latest of equally long ones. */
  longest_silence: streak.omit({ plays: true }).optional(),
  /** Most plays in a row of one thing, from two; the earliest of equally long ones. */
  in_a_row: z.object({
    /** A recording, whichever of its releases were played. */
    track: inARow.optional(),
    artist: inARow.optional(),
    album: inARow.optional(),
  }),
});
export type StreaksResult = z.infer<typeof streaksResult>;

import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { cursorParam, kinds, limitParam, windowAnswer, windowParams } from './window.ts';

const text = z.string().min(1).max(200).optional();

export const searchPlaysParams = strictParams({
  ...windowParams,
  query: text.describe('Words of any name.'),
  track: text.describe('Words.'),
  artist: text.describe('Words.'),
  album: text.describe('Words.'),
  order: z.enum(['newest', 'oldest']).optional().describe('Default newest.'),
  limit: limitParam,
  cursor: cursorParam,
});
export type SearchPlaysParams = z.infer<typeof searchPlaysParams>;

export const foundPlay = z.object({
  /** When it ended. */
  played_at: z.string(),
  name: z.string(),
  artists: z.array(z.string()),
  album: z.string().optional(),
  /** Heard; absent where no source tells. */
  seconds: z.int().optional(),
  kind: z.enum(kinds).optional(),
  uri: z.string().optional(),
});
export type FoundPlay = z.infer<typeof foundPlay>;

export const searchPlaysResult = z.object({
  ...windowAnswer,
  total: z.int(),
  hours: z.number(),
  /** Plays outside the window that match. */
  total_outside: z.int(),
  plays: z.array(foundPlay),
  next_cursor: z.string().optional(),
});
export type SearchPlaysResult = z.infer<typeof searchPlaysResult>;

import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { cursorParam, kinds, limitParam, windowAnswer, windowParams } from './window.ts';

const text = z.string().min(1).max(200).optional();

export const searchPlaysParams = strictParams({
  ...windowParams,
  query: text.describe('Words to find in title, artist or album; case and accents do not matter.'),
  track: text.describe('Words of the title.'),
  artist: text.describe('Words of the artist.'),
  album: text.describe('Words of the album.'),
  order: z.enum(['newest', 'oldest']).optional().describe('Default newest first.'),
  limit: limitParam,
  cursor: cursorParam,
});
export type SearchPlaysParams = z.infer<typeof searchPlaysParams>;

export const foundPlay = z.object({
  played_at: z.string().describe('When it ended.'),
  name: z.string(),
  artists: z.array(z.string()),
  album: z.string().optional(),
  seconds: z.int().optional().describe('Seconds heard, where the source says so.'),
  kind: z.enum(kinds).optional().describe('Where it is not music.'),
  uri: z.string().optional(),
});
export type FoundPlay = z.infer<typeof foundPlay>;

export const searchPlaysResult = z.object({
  ...windowAnswer,
  total: z.int().describe('Plays of the window that match.'),
  hours: z.number(),
  total_outside: z.int().describe('Plays outside the window that match.'),
  plays: z.array(foundPlay),
  next_cursor: z.string().optional(),
});
export type SearchPlaysResult = z.infer<typeof searchPlaysResult>;

import * as z from 'zod';
import { strictParams } from '../strictParams.ts';

/** Lines of one question; more are asked in several. */
export const maxFoundLines = 200;

/** A line as it was written, or a track whose title and artist are known apart. */
const wantedLine = z.strictObject({
  text: z.string().max(2000).optional(),
  title: z.string().max(2000).optional(),
  by: z.string().max(2000).optional(),
});

/** Which tracks that were listened to some lines of text may mean. */
export const findTracksParams = strictParams({
  lines: z.array(wantedLine).min(1).max(maxFoundLines).describe('Such as artist – title.'),
  account: z.string().max(128).optional().describe('Account name, where several are kept.'),
});
export type FindTracksParams = z.infer<typeof findTracksParams>;

export const foundTrack = z.object({
  name: z.string(),
  artists: z.array(z.string()),
  album: z.string().optional(),
  uri: z.string(),
  /** How well it fits, 0 to 1. */
  score: z.number(),
  /** How often it was listened to, for however long. */
  listens: z.number(),
});
export type FoundTrack = z.infer<typeof foundTrack>;

export const findTracksResult = z.object({
  /** In the order of the lines: the few that fit best, the best first; empty where nothing comes near. */
  lines: z.array(z.object({ tracks: z.array(foundTrack) })),
});
export type FindTracksResult = z.infer<typeof findTracksResult>;

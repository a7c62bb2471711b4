import * as z from 'zod';
import { strictParams } from '../../strictParams.ts';
import { accountParam, count } from '../items.ts';
import { playlistParam, playlistRef } from '../writes.ts';

export const summarizePlaylistParams = strictParams({
  playlist: playlistParam,
  top: z.int().min(1).max(25).optional().describe('How many artists to name. Default 10.'),
  account: accountParam,
});
export type SummarizePlaylistParams = z.infer<typeof summarizePlaylistParams>;

/**
 * How much of a playlist the user plays, by the own history of the last year. `at_least`: only the most played tracks of
 * the history were compared.
 */
export const playlistListening = z.object({
  days: count,
  played: count,
  plays: count,
  share_of_plays: count,
  at_least: z.boolean().optional(),
  most_played: z.array(z.object({ name: z.string(), by: z.string().optional(), plays: count })),
});
export type PlaylistListening = z.infer<typeof playlistListening>;

export const summarizePlaylistResult = z.object({
  playlist: playlistRef,
  items: count,
  hours: count,
  artists: count,
  albums: count,
  top_artists: z.array(z.object({ name: z.string(), items: count })),
  release_years: z.array(z.string()).describe('2019: 12'),
  /** The last 24 with any, in local time. */
  added_by_month: z.array(z.string()),
  added_last_30_days: count.describe('Share, 0 to 1.'),
  added_last_90_days: count,
  newest: z.string().optional().describe('When added.'),
  oldest: z.string().optional(),
  explicit: count,
  podcasts: count,
  local: count,
  unavailable: count,
  /** Entries whose recording is there before. */
  duplicates: count,
  listening: playlistListening.optional(),
  note: z.string().optional(),
});
export type SummarizePlaylistResult = z.infer<typeof summarizePlaylistResult>;

import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { topTrack } from './topLists.ts';
import { windowAnswer, windowParams } from './window.ts';

/** The window is the whole history unless the params name one. */
export const artistHistoryParams = strictParams({
  ...windowParams,
  artist: z.string().min(1).max(300).describe('Name; case and accents do not matter.'),
  uri: z.string().max(300).optional().describe('Tells the artist from others of that name.'),
  limit: z.int().min(1).max(50).optional().describe('How many tracks and albums. Default 5.'),
});
export type ArtistHistoryParams = z.infer<typeof artistHistoryParams>;

/** An album as the history of one artist names it. */
export const artistAlbum = z.object({ name: z.string(), plays: z.number(), hours: z.number() });

export const artistHistoryResult = z.object({
  ...windowAnswer,
  /** As the history spells it; absent where it has no such artist. */
  artist: z.string().optional(),
  plays: z.number(),
  hours: z.number(),
  /** Part of all plays of the window, 0 to 1. */
  share: z.number(),
  /** Place among the artists of the window, by plays and by time; absent without plays. */
  rank: z.number().optional(),
  rank_by_time: z.number().optional(),
  /** How many artists were played in the window. */
  artists: z.number(),
  /** How many different tracks of the artist were played. */
  tracks: z.number(),
  first_play: z.string().optional(),
  last_play: z.string().optional(),
  /** Plays of the last 90 local days of the window. */
  plays_last_90_days: z.number(),
  top_tracks: z.array(topTrack),
  top_albums: z.array(artistAlbum),
});
export type ArtistHistoryResult = z.infer<typeof artistHistoryResult>;

import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { byParam, cursorParam, limitParam, windowAnswer, windowParams } from './window.ts';

/** Params of the three top lists. */
export const topParams = strictParams({
  ...windowParams,
  by: byParam,
  limit: limitParam,
  cursor: cursorParam,
});
export type TopParams = z.infer<typeof topParams>;

const counted = {
  plays: z.int(),
  hours: z.number().describe('Hours heard, two decimals.'),
};
const share = z.number().describe('Part of all plays of the window (of its time with by=time), 0 to 1.');
const uri = z.string().optional();

export const topArtist = z.object({ name: z.string(), ...counted, share, uri });
export const topTrack = z.object({ name: z.string(), artists: z.array(z.string()), ...counted, uri });
export const topAlbum = z.object({ name: z.string(), artists: z.array(z.string()), ...counted, share, uri });
export type TopArtist = z.infer<typeof topArtist>;
export type TopTrack = z.infer<typeof topTrack>;
export type TopAlbum = z.infer<typeof topAlbum>;

const listAnswer = {
  ...windowAnswer,
  by: z.enum(['plays', 'time']),
  plays: z.int().describe('All plays of the window.'),
  total: z.int().describe('How many different ones there are.'),
  next_cursor: z.string().optional(),
};
export const topArtistsResult = z.object({ ...listAnswer, top_artists: z.array(topArtist) });
export const topTracksResult = z.object({ ...listAnswer, top_tracks: z.array(topTrack) });
export const topAlbumsResult = z.object({
  ...listAnswer,
  plays_without_album: z.int().describe('Plays whose source names no album; they are in no row.'),
  top_albums: z.array(topAlbum),
});
export type TopArtistsResult = z.infer<typeof topArtistsResult>;
export type TopTracksResult = z.infer<typeof topTracksResult>;
export type TopAlbumsResult = z.infer<typeof topAlbumsResult>;

import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { byParam, cursorParam, limitParam, windowAnswer, windowParams } from './window.ts';

/** Params of the top lists of artists and albums. */
export const topParams = strictParams({
  ...windowParams,
  by: byParam,
  limit: limitParam,
  cursor: cursorParam,
});
export type TopParams = z.infer<typeof topParams>;

/** One recording has a URI for each of its releases: the single, the album, the best of. */
export const topTracksParams = strictParams({
  ...topParams.shape,
  releases: z.enum(['together', 'apart']).optional().describe('Of one recording.'),
});
export type TopTracksParams = z.infer<typeof topTracksParams>;

const counted = {
  plays: z.int(),
  /** Two decimals. */
  hours: z.number(),
};
/** Part of all plays of the window (of its time with `by: 'time'`), 0 to 1. */
const share = z.number();
const uri = z.string().optional();

export const topArtist = z.object({ name: z.string(), ...counted, share, uri });
export const topTrack = z.object({
  name: z.string(),
  artists: z.array(z.string()),
  ...counted,
  uri,
  /** How many releases of the recording were played, where it was more than one; `uri` is the most played one. */
  releases: z.int().optional(),
});
export const topAlbum = z.object({ name: z.string(), artists: z.array(z.string()), ...counted, share, uri });
export type TopArtist = z.infer<typeof topArtist>;
export type TopTrack = z.infer<typeof topTrack>;
export type TopAlbum = z.infer<typeof topAlbum>;

const listAnswer = {
  ...windowAnswer,
  by: z.enum(['plays', 'time']),
  /** All of the window. */
  plays: z.int(),
  /** How many different ones there are. */
  total: z.int(),
  next_cursor: z.string().optional(),
};
export const topArtistsResult = z.object({ ...listAnswer, top_artists: z.array(topArtist) });
export const topTracksResult = z.object({ ...listAnswer, top_tracks: z.array(topTrack) });
export const topAlbumsResult = z.object({
  ...listAnswer,
  /** Their source names no album; they are in no row. */
  plays_without_album: z.int(),
  top_albums: z.array(topAlbum),
});
export type TopArtistsResult = z.infer<typeof topArtistsResult>;
export type TopTracksResult = z.infer<typeof topTracksResult>;
export type TopAlbumsResult = z.infer<typeof topAlbumsResult>;

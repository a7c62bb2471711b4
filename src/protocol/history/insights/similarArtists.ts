import * as z from 'zod';
import { strictParams } from '../../strictParams.ts';
import { windowAnswer, windowParams } from '../window.ts';

/** The window is the whole history unless the params name one. */
export const similarArtistsParams = strictParams({
  ...windowParams,
  days: windowParams.days.describe('Default: the whole history.'),
  artist: z.string().min(1).max(300).optional().describe('Name. Default: the top 5 artists.'),
  uri: z.string().max(300).optional().describe('Tells the artist from others of that name.'),
  limit: z.int().min(1).max(50).optional().describe('Per artist. Default 10.'),
});
export type SimilarArtistsParams = z.infer<typeof similarArtistsParams>;

const artist = {
  name: z.string(),
  /** In the window. */
  plays: z.int(),
  /** Of the window, with two or more different artists, in which it was heard. */
  sessions: z.int(),
  uri: z.string().optional(),
};

export const similarArtist = z.object({
  ...artist,
  score: z.number().describe('0 to 1.'),
  /** Sessions that both were heard in. */
  together: z.int(),
});
export type SimilarArtist = z.infer<typeof similarArtist>;

export const similarArtistsResult = z.object({
  ...windowAnswer,
  /** Where similarity comes from and how it is measured, in words. */
  rule: z.string(),
  /** Of the window, with two or more different artists. */
  sessions: z.int(),
  /** The artists asked about, each with those heard together with it, closest first. */
  artists: z.array(
    z.object({
      ...artist,
      similar: z.array(similarArtist),
      reason: z.string().optional().describe('Why there are none.'),
    }),
  ),
});
export type SimilarArtistsResult = z.infer<typeof similarArtistsResult>;

import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { accountParam, item } from './items.ts';

const artist = z.string().min(1).max(300).describe('URI, link or name.');

export const relatedArtistsParams = strictParams({ artist, account: accountParam });
export type RelatedArtistsParams = z.infer<typeof relatedArtistsParams>;
export const relatedArtistsResult = z.object({ artist: z.string(), artists: z.array(item) });
export type RelatedArtistsResult = z.infer<typeof relatedArtistsResult>;

export const artistTopTracksParams = strictParams({
  artist,
  market: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional()
    .describe("Country, such as DE. Default the account's."),
  account: accountParam,
});
export type ArtistTopTracksParams = z.infer<typeof artistTopTracksParams>;
export const artistTopTracksResult = z.object({ artist: z.string(), tracks: z.array(item) });
export type ArtistTopTracksResult = z.infer<typeof artistTopTracksResult>;

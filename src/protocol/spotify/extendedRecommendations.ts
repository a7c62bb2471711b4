import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { accountParam, item } from './items.ts';

/** What recommended tracks can be steered by (Spotify Web API reference). */
export const tunableAttributes = [
  'acousticness',
  'danceability',
  'duration_ms',
  'energy',
  'instrumentalness',
  'key',
  'liveness',
  'loudness',
  'mode',
  'popularity',
  'speechiness',
  'tempo',
  'time_signature',
  'valence',
] as const;
export type TunableAttribute = (typeof tunableAttributes)[number];

const value = z.number().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER).optional();

export const recommendationsParams = strictParams({
  seeds: z
    .array(z.string().min(1).max(300))
    .min(1)
    .max(5)
    .describe('URIs or links of tracks and artists, or genres that spotify_browse lists as genre_seeds.'),
  tune: z
    .array(strictParams({ attribute: z.enum(tunableAttributes), min: value, max: value, target: value }))
    .min(1)
    .max(tunableAttributes.length)
    .optional()
    .describe('Bounds and aims: 0 to 1; tempo in BPM, loudness in dB, popularity 0 to 100.'),
  limit: z.int().min(1).max(50).optional().describe('Default 20.'),
  account: accountParam,
});
export type RecommendationsParams = z.infer<typeof recommendationsParams>;

export const recommendationsResult = z.object({ tracks: z.array(item), note: z.string().optional() });
export type RecommendationsResult = z.infer<typeof recommendationsResult>;

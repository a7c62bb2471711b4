import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { accountParam } from './items.ts';

export const audioFeaturesParams = strictParams({
  tracks: z.array(z.string().min(1).max(300)).min(1).max(100).describe('URIs, links or ids.'),
  sections: z
    .boolean()
    .optional()
    .describe('Also the parts of the track with tempo and key, for one track alone; costs a request more.'),
  account: accountParam,
});
export type AudioFeaturesParams = z.infer<typeof audioFeaturesParams>;

const part = z.number().optional();

export const audioFeaturesResult = z.object({
  tracks: z.array(
    z.object({
      uri: z.string(),
      tempo: part.describe('BPM.'),
      key: z.string().optional().describe('Such as F♯ minor.'),
      beats_in_bar: part,
      loudness: part.describe('dB.'),
      energy: part,
      danceability: part,
      valence: part,
      acousticness: part,
      instrumentalness: part,
      liveness: part,
      speechiness: part,
    }),
  ),
  sections: z
    .array(
      z.object({
        start: z.number().describe('Seconds.'),
        seconds: z.number(),
        tempo: part,
        key: z.string().optional(),
        loudness: part,
      }),
    )
    .optional(),
  unknown: z.array(z.string()).optional(),
});
export type AudioFeaturesResult = z.infer<typeof audioFeaturesResult>;

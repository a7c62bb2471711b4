import * as z from 'zod';
import { integer, list, optional } from '../../schemas/tolerant.ts';
import { defineExtended } from './extendedOperation.ts';
import { membersOf } from './membersOf.ts';

/** Most ids of one request for audio features (Spotify Web API reference). */
export const mostAudioIds = 100;

const instead =
  'Nothing replaces them: Spotify gives no sound data to new apps since November 2024. Choose by artists, genres and years instead, with spotify_search.';
const number = optional(z.number());

/** How a track sounds. Values from 0 to 1 but for those with a unit. */
export const audioFeatures = z.object({
  id: z.string(),
  acousticness: number,
  danceability: number,
  energy: number,
  instrumentalness: number,
  liveness: number,
  speechiness: number,
  valence: number,
  /** dB. */
  loudness: number,
  /** Beats a minute. */
  tempo: number,
  /** 0 = C to 11 = B; −1 = none found. */
  key: optional(integer),
  /** 1 = major, 0 = minor. */
  mode: optional(integer),
  /** Beats in a bar. */
  time_signature: optional(integer),
});
export type AudioFeatures = z.output<typeof audioFeatures>;

/** How up to 100 tracks sound; those that Spotify knows nothing of are left out. */
export const getAudioFeatures = defineExtended({
  id: 'get-several-audio-features',
  method: 'GET',
  path: '/audio-features',
  family: 'audioFeatures',
  scopes: [],
  cache: 'search',
  instead,
  request: ({ ids }: { readonly ids: readonly string[] }) => ({ query: { ids } }),
  response: membersOf('audio_features', audioFeatures),
});

/** A part of a track that sounds alike, such as a verse. */
const section = z.object({
  /** Seconds. */
  start: z.number(),
  duration: z.number(),
  loudness: number,
  tempo: number,
  key: optional(integer),
  mode: optional(z.number()),
});
export type AudioSection = z.output<typeof section>;

/** Sections of a track. Its bars, beats and segments, most of the answer, are not read. */
export const getAudioAnalysis = defineExtended({
  id: 'get-audio-analysis',
  method: 'GET',
  path: '/audio-analysis/{id}',
  family: 'audioFeatures',
  scopes: [],
  cache: 'search',
  instead,
  request: ({ id }: { readonly id: string }) => ({ path: { id } }),
  response: z.object({ sections: list(section) }),
});

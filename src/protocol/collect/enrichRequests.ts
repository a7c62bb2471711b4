import * as z from 'zod';
import { strictParams } from '../strictParams.ts';

/** Unix ms. */
const instant = z.int();
const text = z.string().max(500);
const account = z.string().min(1).max(128);

/** A track of the history of which something is missing: its URI, or its length and date. */
export const wantedTrack = z.object({
  /** Absent where no source gave one: it is looked for by its names. */
  uri: text.optional(),
  title: text,
  artist: text,
  album: text,
});
export type WantedTrack = z.infer<typeof wantedTrack>;

/** What Spotify says of a track. */
export const trackFacts = z.object({
  uri: text,
  title: text,
  artist: text,
  artist_uri: text.optional(),
  album: text,
  duration_ms: z.int().optional(),
  /** `2019`, `2019-03` or `2019-03-08`. */
  release_date: z.string().max(10).optional(),
  isrc: z.string().max(20).optional(),
  explicit: z.boolean().optional(),
});
export type TrackFacts = z.infer<typeof trackFacts>;

export const enrichNextParams = strictParams({
  account,
  /** Requests that one day may cost … */
  per_day: z.int().min(0),
  /** … and when that day began. */
  day_start: instant,
  limit: z.int().min(1).max(50),
});
export const enrichNextResult = z.object({
  /** The most played first; no more than the budget of the day still allows. */
  tracks: z.array(wantedTrack),
});

/** What became of the tracks that were asked for; one without facts is not at Spotify, and is not asked for again. */
export const enrichStoreParams = strictParams({
  account,
  started_at: instant,
  tried: z.array(z.object({ wanted: wantedTrack, facts: trackFacts.optional() })).max(50),
  requests: z.int(),
  rate_limits: z.int(),
  /** Why it stopped early, one sentence. */
  error: z.string().max(500).optional(),
});
export type EnrichStoreParams = z.infer<typeof enrichStoreParams>;
export const enrichStoreResult = z.object({ run_id: z.int(), updated: z.int() });

/** Between the collector in the host and the history in its worker. */
export const enrichRequests = {
  'collect.enrichNext': { params: enrichNextParams, result: enrichNextResult },
  'collect.enrichStore': { params: enrichStoreParams, result: enrichStoreResult },
} as const;

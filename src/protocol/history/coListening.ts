import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { windowAnswer, windowParams } from './window.ts';

/** Most seeds of one question: a long playlist is asked about by its first ones. */
export const maxSeeds = 100;

const name = z.string().min(1).max(300).optional();

/**
 * A track (`track`, with `artist` where it is known) or an artist (`artist` alone). `uri` is tried first; the names
 * find what the history has under another URI, or under none.
 */
export const coListeningSeed = strictParams({ uri: name, track: name, artist: name });
export type CoListeningSeed = z.infer<typeof coListeningSeed>;

/** The window is the whole history unless the params name one. */
export const coListeningParams = strictParams({
  ...windowParams,
  seeds: z.array(coListeningSeed).min(1).max(maxSeeds),
  limit: z.int().min(1).max(200).optional().describe('How many tracks. Default 25.'),
});
export type CoListeningParams = z.infer<typeof coListeningParams>;

/** What the history knows of a seed. */
export const knownSeed = z.object({
  /** `title – artist`, or an artist's name, as the history spells it; absent where it has no such thing. */
  name: z.string().optional(),
  /** In the whole history. */
  plays: z.number(),
  /** Sessions of the window that it was heard in, together with something else. */
  sessions: z.number(),
});
export type KnownSeed = z.infer<typeof knownSeed>;

/** A track that was heard in the sessions of seeds. */
export const neighbour = z.object({
  name: z.string(),
  artists: z.array(z.string()),
  uri: z.string().optional(),
  /** In the whole history, of all releases of the song. */
  plays: z.number(),
  /** 0 to 1: mean closeness to the seeds that the history knows. */
  score: z.number(),
  /** Index of the seed that it is closest to. */
  seed: z.number(),
  /** Sessions that it shares with that seed … */
  together: z.number(),
  /** … of so many that the seed was heard in. */
  seed_sessions: z.number(),
});
export type Neighbour = z.infer<typeof neighbour>;

export const coListeningResult = z.object({
  ...windowAnswer,
  /** What a session is and how closeness is measured, in words. */
  rule: z.string(),
  /** Sessions of the window. */
  sessions: z.number(),
  /** In the order of the question. */
  seeds: z.array(knownSeed),
  /** Closest first; the seeds themselves are not among them. */
  tracks: z.array(neighbour),
  /** Why there are none. */
  reason: z.string().optional(),
});
export type CoListeningResult = z.infer<typeof coListeningResult>;

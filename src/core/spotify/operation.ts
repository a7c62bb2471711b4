import type * as z from 'zod';
import type { Scope } from './scopes.ts';

/**
 * What Spotify counts together: quota buckets go by family of endpoints (observed 2026-09: one family locked
 * while the others still answered). A limit closes its family only.
 */
export const families = [
  'player',
  'recentlyPlayed',
  'search',
  'tracks',
  'albums',
  'artists',
  'shows',
  'episodes',
  'audiobooks',
  'chapters',
  'profile',
  'library',
  'playlists',
  'recommendations',
  'audioFeatures',
  'browse',
  'markets',
  'users',
] as const;
export type Family = (typeof families)[number];

/** How long an answer stays good; see `cachePolicy.ts` for the times. */
export const cacheKinds = [
  'metadata',
  'playlist',
  'library',
  'profile',
  'search',
  'devices',
  'playback',
] as const;
export type CacheKind = (typeof cacheKinds)[number];

export type QueryValue = string | number | boolean | readonly string[];

/** The variable parts of one request. What is `undefined` is not sent. */
export interface OperationRequest {
  /** Values of the `{…}` in the path; they are percent-encoded. */
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, QueryValue | undefined>>;
  /** Sent as JSON. */
  readonly json?: object;
  /** Base64 of a JPEG, sent as `image/jpeg`. */
  readonly jpeg?: string;
}

/** One operation of the Web API as data: how a request is made, what it needs, what its answer means. */
export interface Operation<Params, Result> {
  /** `operationId` of Spotify's OpenAPI file. */
  readonly id: string;
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Below the base URL, with `{name}` for its variable parts. */
  readonly path: string;
  readonly family: Family;
  /** All of these are needed. */
  readonly scopes: readonly Scope[] | ((params: Params) => readonly Scope[]);
  /** One of these is needed; absent = no such choice. */
  readonly anyScope?: readonly Scope[];
  /** Reads only; absent = never kept. */
  readonly cache?: CacheKind;
  /** Writes only: the kinds of answers that are stale afterwards, for this account. */
  readonly changes?: readonly CacheKind[];
  /** Goes before everything else that waits. */
  readonly urgent?: true;
  readonly request: (params: Params) => OperationRequest;
  /** Parses the answer's JSON; an answer without a body is `undefined`. Unknown fields are dropped. */
  readonly response: z.ZodType<Result>;
}

/** Fixes the types of an operation's object; does nothing else. */
export function defineOperation<Params, Result>(
  operation: Operation<Params, Result>,
): Operation<Params, Result> {
  return operation;
}

/** How one call is made. */
export interface SendOptions {
  readonly signal?: AbortSignal | undefined;
  /** Ask Spotify even if an answer is kept. */
  readonly fresh?: boolean;
  /** Longest duration of this call, ms, where that is less than the client's own bound. */
  readonly withinMs?: number;
  /** Called for each 429 of this call; a read that shares another one's request hears of none. */
  readonly onRateLimit?: () => void;
}

/** Calls an operation for one account; see `SpotifyClient` for what it throws. */
export type Send = <Params, Result>(
  operation: Operation<Params, Result>,
  params: Params,
  options?: SendOptions,
) => Promise<Result>;

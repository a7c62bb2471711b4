import type { CacheKind } from '../operation.ts';
import { cacheTtlMs } from './cachePolicy.ts';

/** Every number that the client goes by. */
export interface ClientLimits {
  /** A whole call with its queueing, waits and retries, ms. */
  readonly callMs: number;
  /** Requests at once for one account. */
  readonly concurrency: number;
  /** Further attempts of a read after a failure of the network or of Spotify. */
  readonly retries: number;
  /** Longest wait before the first of them, ms; doubles each time, and each wait is a random part of it. */
  readonly retryFirstMs: number;
  /** Longest wait before any of them, ms. */
  readonly retryLongestMs: number;
  /** No further attempt begins later than this after the call began, ms. */
  readonly retryWithinMs: number;
  /** Wait before an answer that Spotify is known to give by mistake is believed, ms. */
  readonly repeatAfterMs: number;
  /** Failures in a row after which Spotify is left alone. */
  readonly circuitFailures: number;
  /** How long it is left alone before one request probes, ms. */
  readonly circuitPauseMs: number;
  /** The longest `Retry-After` that is waited for, seconds. */
  readonly waitSeconds: number;
  /** Random part added to such a wait, at most, ms. */
  readonly waitJitterMs: number;
  /** How long a family is closed on a quota without `Retry-After`, ms. */
  readonly quotaMs: number;
  /** How long a family is closed on any other 429 without `Retry-After`, ms; a quota closes it as long at least. */
  readonly rateLimitMs: number;
  /** The longest that a family is closed, whatever `Retry-After` says, ms. */
  readonly closedMs: number;
  /** Answers kept in memory. */
  readonly cacheEntries: number;
  /** Characters of JSON behind the answers kept in memory. */
  readonly cacheCharacters: number;
  /** How long an answer is good, ms. */
  readonly cacheTtlMs: Readonly<Record<CacheKind, number>>;
}

export const defaultLimits: ClientLimits = {
  callMs: 60_000,
  concurrency: 8,
  retries: 3,
  retryFirstMs: 500,
  retryLongestMs: 5_000,
  retryWithinMs: 40_000,
  repeatAfterMs: 250,
  circuitFailures: 5,
  circuitPauseMs: 60_000,
  waitSeconds: 30,
  waitJitterMs: 500,
  quotaMs: 60 * 60_000,
  rateLimitMs: 60_000,
  // A day's quota ends about 24 h after its first call (observed 2026); longer figures are taken for mistakes.
  closedMs: 48 * 60 * 60_000,
  cacheEntries: 5_000,
  cacheCharacters: 16_000_000,
  cacheTtlMs,
};

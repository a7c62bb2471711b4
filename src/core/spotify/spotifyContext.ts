import type { Clock, Timers } from '../ports.ts';
import type { Send } from './operation.ts';

/** What answers one request about Spotify: an account's client and the time. */
export interface SpotifyContext {
  /** Bound to the account and to the caller's signal. */
  readonly send: Send;
  /** Name of the account for answers; `undefined` for the app itself, without a user. */
  readonly account: string | undefined;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Raised when the caller cancels. */
  readonly signal: AbortSignal;
}

/** The answering side of one question about Spotify, of which one file each holds one. */
export type Feature<Params, Result> = (context: SpotifyContext, params: Params) => Promise<Result>;

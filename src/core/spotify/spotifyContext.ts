import type { CallOptions } from '../../protocol/api.ts';
import type { WorkProgress } from '../../protocol/progress.ts';
import type { HistoryMethod, ParamsOf, ResultOf } from '../../protocol/requests.ts';
import type { Clock, Timers } from '../ports.ts';
import type { Send } from './operation.ts';
import type { SavedStates } from './writes/savedState.ts';

/** Asks the user's own history; the account and the signal of the question are filled in. */
export type AskHistory = <M extends Extract<HistoryMethod, `history.${string}`>>(
  method: M,
  params: ParamsOf<M>,
  options?: Pick<CallOptions<M>, 'onProgress'>,
) => Promise<ResultOf<M>>;

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
  /** IANA zone in which answers tell times. */
  readonly timeZone: string;
  /** An instant of Spotify's (ISO, UTC) as ISO 8601 in {@link timeZone}, with its offset. */
  readonly localTime: (instant: string) => string;
  readonly history: AskHistory;
  /** Kept for this account. */
  readonly states: SavedStates;
  /**
   * Runs a change when those of the same key before it are over, whoever asked for them: a playlist's id, so that
   * two changes of one playlist never interleave. Not to be nested with the same key.
   * @throws CancelledError if the caller cancelled before its turn
   */
  readonly inTurn: <T>(key: string, task: () => Promise<T>) => Promise<T>;
  /** The question to which the user said yes; a change that reads otherwise by now is not made. */
  readonly agreed?: string | undefined;
  /** Tells the caller how far long work is. */
  readonly progress: (progress: WorkProgress) => void;
}

/** The answering side of one question about Spotify, of which one file each holds one. */
export type Feature<Params, Result> = (context: SpotifyContext, params: Params) => Promise<Result>;

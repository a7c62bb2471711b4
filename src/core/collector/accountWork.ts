import type { Checkpoint } from '../../protocol/collect/collectRequests.ts';
import { backoffMs } from './backoff.ts';
import type { CollectionFailure } from './collectionFailure.ts';
import { collectorLimits } from './collectorLimits.ts';
import type { SignedInAccount } from './collectorPorts.ts';
import type { ElapsedTime, Moment } from './elapsedTime.ts';
import type { SyncCost } from './initialSync.ts';
import { signInMark, signInTrouble } from './signInTrouble.ts';

/** What the collector knows of one account while the host lives. */
export class AccountWork {
  readonly account: string;
  readonly syncCost: SyncCost = { requests: 0, rateLimits: 0, failures: 0 };
  /** As it is signed in; `undefined` = it is not. */
  signIn: SignedInAccount | undefined;
  checkpoint: Checkpoint | undefined;
  phase: 'idle' | 'initial_sync' | 'polling' = 'idle';
  failure: CollectionFailure | undefined;
  /** New plays of the last poll that succeeded. */
  lastInserted: number | undefined;
  readonly #time: ElapsedTime;
  #failures = 0;
  #last: Moment | undefined;
  /** Wait since {@link #last} after a failure, ms. */
  #wait: number | undefined;
  /** The sign-in that is of no use, and since when. */
  #useless: { readonly mark: string; readonly since: Moment } | undefined;

  constructor(account: string, time: ElapsedTime) {
    this.account = account;
    this.#time = time;
  }

  get isPaused(): boolean {
    return this.checkpoint?.status === 'paused';
  }

  /** Signed in, not paused, and not refused of late: Spotify has refused good sign-ins for a while. */
  get isUsable(): boolean {
    if (this.signIn === undefined || this.isPaused || signInTrouble(this.signIn) !== undefined) return false;
    if (this.#useless?.mark !== signInMark(this.signIn)) return true;
    return this.#time.since(this.#useless.since) >= collectorLimits.refusedAgainMs;
  }

  /** Ms until the next poll; 0 or less = due. */
  left(intervalSeconds: number): number {
    return this.#last === undefined ? 0 : this.#waitAfter(intervalSeconds) - this.#time.since(this.#last);
  }

  /** Unix ms of the next poll; `undefined` = at once. */
  nextPoll(intervalSeconds: number): number | undefined {
    if (this.#last === undefined) return undefined;
    return this.#time.instantAfter(this.#last, this.#waitAfter(intervalSeconds));
  }

  /** Takes over what an earlier host stored; a poll that was not long ago is not repeated. */
  goOnFrom(checkpoint: Checkpoint, now: number): void {
    this.checkpoint = checkpoint;
    const { status, last_poll_completed_at: completed } = checkpoint;
    if (status !== 'idle' || completed === undefined || completed > now) return;
    this.#last = this.#time.moment(now - completed);
  }

  succeeded(): void {
    this.#useless = undefined;
    this.#failures = 0;
    this.#last = this.#time.moment();
    this.#wait = undefined;
    this.failure = undefined;
  }

  /** @param now Unix ms */
  failed(failure: CollectionFailure, now: number, random: () => number): void {
    this.failure = failure;
    this.#failures += 1;
    this.#last = this.#time.moment();
    const { untilJitterMs, longestUntilMs } = collectorLimits;
    const { until = now } = failure;
    const asked = Math.min(Math.max(0, until - now), longestUntilMs) + Math.round(random() * untilJitterMs);
    // Who is asked again and again to wait for a second is not welcome, whatever the second.
    this.#wait = Math.max(failure.until === undefined ? 0 : asked, backoffMs(this.#failures, random));
    if (failure.kind === 'signed_out' && this.signIn !== undefined)
      this.#useless = { mark: signInMark(this.signIn), since: this.#last };
  }

  /** Whether a sign-in that was of no use is one that can be used now; it is forgiven then. */
  hasRecovered(): boolean {
    if (this.#useless === undefined || this.signIn === undefined) return false;
    if (this.#useless.mark === signInMark(this.signIn) || signInTrouble(this.signIn) !== undefined)
      return false;
    this.#useless = undefined;
    this.forgive();
    return true;
  }

  /** Forgets failures: the next poll is due at once. */
  forgive(): void {
    this.#failures = 0;
    this.#last = undefined;
    this.#wait = undefined;
    this.failure = undefined;
  }

  #waitAfter(intervalSeconds: number): number {
    return this.#wait ?? intervalSeconds * 1000;
  }
}

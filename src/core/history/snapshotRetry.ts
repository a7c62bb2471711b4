import { AppError } from '../errors.ts';
import type { Clock, Logger } from '../ports.ts';

/** Why the database cannot be written as a whole at present; nothing is lost by that, the journal goes on. */
export interface SnapshotTrouble {
  /** Unix ms of the first attempt that failed. */
  readonly since: number;
  /** Unix ms from which on it is tried again, with the next change. */
  readonly retryAt: number;
  /** The next step, where the error names one. */
  readonly hint?: string;
}

const firstWaitMs = 30_000;
const longestWaitMs = 60 * 60_000;

/**
 * When a snapshot that is due is tried again after it failed: each attempt writes the whole database, and on a full disk
 * each change would make one. The waits double. The log tells when it began and when it ended, not each attempt.
 */
export class SnapshotRetry {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #logger: Logger;
  #trouble: SnapshotTrouble | undefined;
  #failedAt = 0;
  #waitMs = firstWaitMs;

  constructor(clock: Pick<Clock, 'now'>, logger: Logger) {
    this.#clock = clock;
    this.#logger = logger;
  }

  get trouble(): SnapshotTrouble | undefined {
    return this.#trouble;
  }

  /** Whether it is too early for another attempt. A clock that was set back makes nobody wait. */
  get isWaiting(): boolean {
    if (this.#trouble === undefined) return false;
    const now = this.#clock.now();
    return now >= this.#failedAt && now < this.#trouble.retryAt;
  }

  failed(error: unknown): void {
    const now = this.#clock.now();
    if (this.#trouble === undefined) {
      this.#waitMs = firstWaitMs;
      this.#logger.warn('a snapshot could not be written; the journal goes on', { error });
    } else {
      this.#waitMs = Math.min(2 * this.#waitMs, longestWaitMs);
      this.#logger.debug('a snapshot could not be written again', { error });
    }
    this.#failedAt = now;
    this.#trouble = {
      since: this.#trouble?.since ?? now,
      retryAt: now + this.#waitMs,
      ...(error instanceof AppError && error.hint !== undefined && { hint: error.hint }),
    };
  }

  succeeded(): void {
    if (this.#trouble === undefined) return;
    this.#logger.info('snapshots can be written again', {
      since: new Date(this.#trouble.since).toISOString(),
    });
    this.#trouble = undefined;
  }
}

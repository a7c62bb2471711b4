import { CancelledError } from '../../../src/core/errors.ts';
import type { Timers } from '../../../src/core/ports.ts';

interface Sleeper {
  readonly due: number;
  readonly ms: number;
  readonly end: () => void;
}

/** Sleeps that last until the test turns the clock past them. */
export class HandTimers implements Timers {
  readonly #sleepers = new Set<Sleeper>();
  readonly #advance: (ms: number) => void;
  readonly #isBusy: () => boolean;
  #now = 0;

  /**
   * @param advance moves the wall clock on
   * @param isBusy whether something is under way that no sleeper waits for, such as a request over HTTP
   */
  constructor(advance: (ms: number) => void, isBusy: () => boolean) {
    this.#advance = advance;
    this.#isBusy = isBusy;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = (): void => {
        this.#sleepers.delete(sleeper);
        reject(CancelledError.is(signal?.reason) ? signal.reason : new CancelledError());
      };
      const sleeper = {
        ...{ due: this.#now + ms, ms },
        end: () => {
          this.#sleepers.delete(sleeper);
          signal?.removeEventListener('abort', cancel);
          resolve();
        },
      };
      this.#sleepers.add(sleeper);
      if (signal?.aborted === true) cancel();
      else signal?.addEventListener('abort', cancel, { once: true });
    });
  }

  /** Turns both clocks on; all that is due happens in its order, with its requests, before the next. */
  async turn(ms: number): Promise<void> {
    const until = this.#now + ms;
    await this.settled();
    for (;;) {
      const next = [...this.#sleepers].sort((a, b) => a.due - b.due)[0];
      if (next === undefined || next.due > until) break;
      this.#moveTo(next.due);
      next.end();
      await this.settled();
    }
    this.#moveTo(until);
    await this.settled();
  }

  /** Returns when nothing is under way but sleeps: nothing happened for a while. */
  async settled(): Promise<void> {
    for (let calm = 0; calm < 25; calm += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#isBusy()) calm = 0;
    }
  }

  #moveTo(time: number): void {
    if (time <= this.#now) return;
    this.#advance(time - this.#now);
    this.#now = time;
  }
}

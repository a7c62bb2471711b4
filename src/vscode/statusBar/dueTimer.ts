import type { Clock } from '../../core/ports.ts';
import type { Disposable } from '../../protocol/api.ts';

/** Runs something once after so many ms, unless disposed before. */
export type After = (ms: number, run: () => void) => Disposable;

/** Longest single timer, ms: one that runs for days is late after a sleep of the machine. */
const longestTimerMs = 3_600_000;

/** One instant at which something is due; a new one takes the place of the one before. */
export class DueTimer {
  readonly #clock: Clock;
  readonly #after: After;
  #timer: Disposable | undefined;

  constructor(clock: Clock, after: After) {
    this.#clock = clock;
    this.#after = after;
  }

  /** Runs at that Unix ms, at once if it has passed. */
  at(due: number, run: () => void): void {
    this.cancel();
    const left = due - this.#clock.now();
    if (left <= 0) {
      run();
      return;
    }
    this.#timer = this.#after(Math.min(left, longestTimerMs), () => {
      this.at(due, run);
    });
  }

  cancel(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
  }
}

import { CancelledError } from '../errors.ts';
import type { Clock, Timers } from '../ports.ts';

/** A moment by both clocks. */
export interface Moment {
  /** Unix ms. */
  readonly wall: number;
  /** Sum of the sleeps until then, ms. */
  readonly slept: number;
}

/**
 * Time by two clocks. The wall clock goes on while the machine sleeps, but may be set to any year; the sum of one's
 * own sleeps cannot be set, but stands still while the machine sleeps. What either of them calls long is long.
 */
export class ElapsedTime {
  readonly #clock: Clock;
  readonly #timers: Timers;
  #slept = 0;
  #wake: AbortController | undefined;

  constructor(clock: Clock, timers: Timers) {
    this.#clock = clock;
    this.#timers = timers;
  }

  /** @param agoMs so much earlier */
  moment(agoMs = 0): Moment {
    return { wall: this.#clock.now() - agoMs, slept: this.#slept - agoMs };
  }

  /** Ms since a moment. */
  since({ wall, slept }: Moment): number {
    return Math.max(this.#clock.now() - wall, this.#slept - slept);
  }

  /** The wall clock's time of `ms` after a moment; after the clock was set back, what is left counts from now on. */
  instantAfter(moment: Moment, ms: number): number {
    const now = this.#clock.now();
    return now < moment.wall ? now + ms - this.since(moment) : moment.wall + ms;
  }

  /** Sleeps for a step, or until {@link wake}. @throws CancelledError once the signal is raised */
  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    const wake = new AbortController();
    this.#wake = wake;
    const begun = this.#clock.now();
    try {
      await this.#timers.sleep(ms, AbortSignal.any([signal, wake.signal]));
      this.#slept += ms;
    } catch (error) {
      if (!wake.signal.aborted) throw error;
      this.#slept += Math.min(Math.max(0, this.#clock.now() - begun), ms);
    }
  }

  /** Ends the sleep that goes on. */
  wake(): void {
    this.#wake?.abort(new CancelledError());
  }
}

import type { Logger, Timers } from '../ports.ts';
import { collectorLimits } from './collectorLimits.ts';

/** Tells a state when it has changed, at once and then once a second at most; the last one is always told. */
export class StatusAnnouncer<T> {
  readonly #read: () => T;
  readonly #tell: (state: T) => void;
  readonly #timers: Timers;
  readonly #logger: Logger;
  readonly #signal: AbortSignal;
  #told: string | undefined;
  #resting = false;
  #waiting = false;

  constructor(
    read: () => T,
    tell: (state: T) => void,
    { timers, logger, signal }: { timers: Timers; logger: Logger; signal: AbortSignal },
  ) {
    this.#read = read;
    this.#tell = tell;
    this.#timers = timers;
    this.#logger = logger;
    this.#signal = signal;
  }

  /** Something may have changed. */
  changed(): void {
    if (this.#signal.aborted) return;
    if (this.#resting) {
      this.#waiting = true;
      return;
    }
    const state = this.#read();
    const text = JSON.stringify(state);
    if (text === this.#told) return;
    this.#told = text;
    this.#tell(state);
    void this.#rest();
  }

  async #rest(): Promise<void> {
    this.#resting = true;
    try {
      await this.#timers.sleep(collectorLimits.announceEveryMs, this.#signal);
    } catch (error) {
      if (!this.#signal.aborted) this.#logger.error('the collector could not rest', { error });
    }
    this.#resting = false;
    if (!this.#waiting) return;
    this.#waiting = false;
    this.changed();
  }
}

import type { Clock } from '../../../../src/core/ports.ts';
import type { After } from '../../../../src/vscode/statusBar/dueTimer.ts';

interface Waiting {
  readonly due: number;
  readonly run: () => void;
}

/** A clock that stands still until the test turns it, and timers that run as it passes them. */
export class HandClock implements Clock {
  #now: number;
  readonly #waiting = new Set<Waiting>();

  constructor(now = Date.UTC(2026, 8, 1, 10)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  timeZone(): string {
    return 'Europe/Berlin';
  }

  /** Timers that have not run yet. */
  get pending(): number {
    return this.#waiting.size;
  }

  readonly after: After = (ms, run) => {
    const waiting = { due: this.#now + ms, run };
    this.#waiting.add(waiting);
    return { dispose: () => void this.#waiting.delete(waiting) };
  };

  /** Turns the clock on; promises settle before and after each timer. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    await settled();
    for (;;) {
      const next = [...this.#waiting].sort((a, b) => a.due - b.due)[0];
      if (next === undefined || next.due > until) break;
      this.#waiting.delete(next);
      this.#now = Math.max(this.#now, next.due);
      next.run();
      await settled();
    }
    this.#now = until;
    await settled();
  }
}

/** Lets everything run that waits for nothing but promises. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

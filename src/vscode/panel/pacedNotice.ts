import type { Disposable } from '../../protocol/api.ts';

/** Tells of changes at once, but of those that can wait at most once in a while: the last state is always told. */
export class PacedNotice implements Disposable {
  readonly #tell: () => void;
  readonly #pauseMs: number;
  #pause: NodeJS.Timeout | undefined;
  #waits = false;
  #disposed = false;

  constructor(tell: () => void, pauseMs: number) {
    this.#tell = tell;
    this.#pauseMs = pauseMs;
  }

  /** For what must not wait. */
  now(): void {
    if (this.#disposed) return;
    this.#waits = false;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      this.#pause = undefined;
      if (this.#waits) this.now();
    }, this.#pauseMs);
    this.#pause.unref();
    this.#tell();
  }

  /** For what changes many times a second. */
  soon(): void {
    if (this.#pause === undefined) this.now();
    else this.#waits = true;
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#pause);
  }
}

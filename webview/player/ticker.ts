/** How often a position moves for who wants little motion, ms. */
const calmMs = 1_000;

/**
 * Runs something with every frame while it is started and the page can be seen; once a second for who wants reduced
 * motion, in the editor's settings or the system's.
 */
export class Ticker {
  readonly #run: () => void;
  readonly #onVisibility: () => void;
  #started = false;
  #cancel: (() => void) | undefined;

  constructor(run: () => void) {
    this.#run = run;
    this.#onVisibility = () => {
      if (document.hidden) this.#rest();
      else if (this.#started) this.#tick();
    };
    document.addEventListener('visibilitychange', this.#onVisibility);
  }

  start(): void {
    if (this.#started) return;
    this.#started = true;
    if (!document.hidden) this.#schedule();
  }

  stop(): void {
    this.#started = false;
    this.#rest();
  }

  dispose(): void {
    this.stop();
    document.removeEventListener('visibilitychange', this.#onVisibility);
  }

  #tick(): void {
    this.#rest();
    this.#run();
    if (this.#started) this.#schedule();
  }

  #schedule(): void {
    this.#rest();
    const tick = (): void => {
      this.#tick();
    };
    if (wantsCalm()) {
      const timer = setTimeout(tick, calmMs);
      this.#cancel = () => {
        clearTimeout(timer);
      };
    } else {
      const frame = requestAnimationFrame(tick);
      this.#cancel = () => {
        cancelAnimationFrame(frame);
      };
    }
  }

  #rest(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}

function wantsCalm(): boolean {
  return (
    document.body.classList.contains('vscode-reduce-motion') ||
    matchMedia('(prefers-reduced-motion: reduce)').matches
  );
}

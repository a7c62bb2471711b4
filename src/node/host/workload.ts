import type { Api } from '../../protocol/api.ts';

/** Knows whether requests are under way, of this process or of clients. */
export class Workload {
  readonly #onIdle: () => void;
  #running = 0;

  /** @param onIdle called whenever the last request under way has ended */
  constructor(onIdle: () => void) {
    this.#onIdle = onIdle;
  }

  get isIdle(): boolean {
    return this.#running === 0;
  }

  /** The same API, its requests counted. */
  counted(api: Api): Api {
    return {
      call: async (method, params, options) => {
        this.#running++;
        try {
          return await api.call(method, params, options);
        } finally {
          this.#running--;
          // The answer goes out first.
          if (this.#running === 0)
            setImmediate(() => {
              if (this.#running === 0) this.#onIdle();
            });
        }
      },
      on: (event, listener) => api.on(event, listener),
    };
  }
}

import type { Disposable } from '../../../protocol/api.ts';
import type { Logger } from '../../ports.ts';

/** Who wants to hear of one kind of change. A listener that throws does not keep the others from hearing. */
export class ChangeListeners<Payload = void> {
  readonly #listeners = new Set<(payload: Payload) => void>();
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  add(listener: (payload: Payload) => void): Disposable {
    // Each addition is one of its own, even of the same function.
    const own = (payload: Payload): void => {
      listener(payload);
    };
    this.#listeners.add(own);
    return { dispose: () => void this.#listeners.delete(own) };
  }

  emit(payload: Payload): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(payload);
      } catch (error) {
        this.#logger.error('a listener failed', { error });
      }
    }
  }
}

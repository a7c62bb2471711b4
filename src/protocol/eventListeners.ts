import type { Disposable } from './api.ts';
import type { EventName, EventOf } from './events.ts';

/** Listeners by event. A listener that throws does not keep the others from hearing. */
export class EventListeners {
  readonly #listeners = new Map<EventName, Set<(payload: never) => void>>();
  readonly #onError: (error: unknown) => void;

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  on<E extends EventName>(event: E, listener: (payload: EventOf<E>) => void): Disposable {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners);
    listeners.add(listener);
    return { dispose: () => void listeners.delete(listener) };
  }

  emit<E extends EventName>(event: E, payload: EventOf<E>): void {
    for (const listener of this.#listeners.get(event) ?? []) {
      try {
        (listener as (payload: EventOf<E>) => void)(payload);
      } catch (error) {
        this.#onError(error);
      }
    }
  }
}

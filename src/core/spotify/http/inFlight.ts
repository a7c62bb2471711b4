import { onAbort } from './abortListeners.ts';
import { abortReason } from './boundedCalls.ts';

interface Shared<T> {
  readonly promise: Promise<T>;
  readonly stop: AbortController;
  waiting: number;
}

/** Equal questions under way at the same time are asked once. */
export class InFlight {
  readonly #shared = new Map<string, Shared<unknown>>();

  /**
   * The answer of whoever asked first. A caller that leaves does not disturb the others; when the last one has
   * left, the work is stopped.
   * @param signal the caller's own
   * @param joined called when the answer comes from a call that another caller began
   */
  join<T>(
    key: string,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<T>,
    joined: () => void,
  ): Promise<T> {
    if (signal.aborted) return Promise.reject(abortReason(signal));
    const known = this.#shared.get(key) as Shared<T> | undefined;
    if (known !== undefined) joined();
    const shared = known ?? this.#begin(key, work);
    shared.waiting += 1;
    return new Promise((resolve, reject) => {
      const forget = onAbort(signal, () => {
        reject(abortReason(signal));
        shared.waiting -= 1;
        if (shared.waiting > 0) return;
        this.#end(key, shared);
        shared.stop.abort(abortReason(signal));
      });
      const settle =
        <V>(then: (value: V) => void) =>
        (value: V): void => {
          forget();
          then(value);
        };
      shared.promise.then(settle(resolve), settle(reject));
    });
  }

  #begin<T>(key: string, work: (signal: AbortSignal) => Promise<T>): Shared<T> {
    const stop = new AbortController();
    const shared: Shared<T> = { promise: work(stop.signal), stop, waiting: 0 };
    this.#shared.set(key, shared);
    const end = (): void => this.#end(key, shared);
    shared.promise.then(end, end);
    return shared;
  }

  #end(key: string, shared: Shared<never> | Shared<unknown>): void {
    if (this.#shared.get(key) === shared) this.#shared.delete(key);
  }
}

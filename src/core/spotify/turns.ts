import { throwIfCancelled } from '../errors.ts';
import { Sequence } from '../sequence.ts';

/** Runs tasks of one key one after the other, in the order in which they came; those of other keys beside them. */
export class Turns {
  readonly #queues = new Map<string, { readonly sequence: Sequence; tasks: number }>();

  /**
   * Runs a task when those of its key before it are over, however they ended.
   * @throws CancelledError if the caller cancelled before it began
   */
  async run<T>(key: string, task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const queue = this.#queues.get(key) ?? { sequence: new Sequence(), tasks: 0 };
    this.#queues.set(key, queue);
    queue.tasks += 1;
    try {
      return await queue.sequence.run(() => {
        throwIfCancelled(signal);
        return task();
      });
    } finally {
      queue.tasks -= 1;
      if (queue.tasks === 0) this.#queues.delete(key);
    }
  }
}

/** Runs tasks one after the other, in the order in which they came. One that fails does not stop the next. */
export class Sequence {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(task: () => Promise<T>): Promise<T> {
    const next = this.#last.then(task, task);
    this.#last = next;
    return next;
  }
}

import { AppError, CancelledError } from '../../errors.ts';
import type { Timers } from '../../ports.ts';
import { onAbort } from './abortListeners.ts';

export interface CallBound {
  readonly signal: AbortSignal | undefined;
  /** Longest duration of the call, ms. */
  readonly ms: number;
  /** What the call fails with when that is over. */
  readonly timeUp: () => AppError;
}

/** Why a signal of a call was raised, as the error that the call fails with. */
export function abortReason(signal: AbortSignal): AppError {
  return AppError.is(signal.reason) ? signal.reason : new CancelledError();
}

/** Calls that end at once when their caller cancels, when their time is up, or when all of them are stopped. */
export class BoundedCalls {
  readonly #timers: Timers;
  readonly #running = new Set<AbortController>();
  /** Ends the sleep of a call that is over. One for all: making an error costs more than the rest of this. */
  readonly #over = new CancelledError('The call is over.');
  #stopped = false;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** @param work gets a signal whose reason is the error that the call fails with */
  async run<T>({ signal, ms, timeUp }: CallBound, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (signal?.aborted === true) throw abortReason(signal);
    if (this.#stopped) throw stopped();
    const call = new AbortController();
    const clock = new AbortController();
    this.#running.add(call);
    const forget = signal && onAbort(signal, () => call.abort(abortReason(signal)));
    this.#timers.sleep(ms, clock.signal).then(
      () => call.abort(timeUp()),
      () => undefined, // the call ended before: only `clock` ends this sleep early
    );
    try {
      return await new Promise<T>((resolve, reject) => {
        onAbort(call.signal, () => reject(abortReason(call.signal)));
        work(call.signal).then(resolve, reject);
      });
    } finally {
      clock.abort(this.#over);
      forget?.();
      this.#running.delete(call);
    }
  }

  /** Ends all of them with `CancelledError` and lets no other begin. */
  stop(): void {
    this.#stopped = true;
    for (const call of this.#running) call.abort(stopped());
  }
}

const stopped = (): CancelledError =>
  new CancelledError('Backbeat is closing; nothing more is sent to Spotify.');

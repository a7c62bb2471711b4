import { CancelledError } from '../core/errors.ts';
import type { Timers } from '../core/ports.ts';

/** The most that the platform's timers hold; more would fire at once. */
const longestMs = 2 ** 31 - 1;

/** The machine's timers. */
export const timers: Timers = {
  async sleep(ms, signal) {
    let left = ms;
    for (; left > longestMs; left -= longestMs) await sleep(longestMs, signal);
    await sleep(left, signal);
  },
};

function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = (): void => {
      clearTimeout(timer);
      reject(CancelledError.is(signal?.reason) ? signal.reason : new CancelledError());
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', cancel);
      resolve();
    }, ms);
    if (signal?.aborted === true) cancel();
    else signal?.addEventListener('abort', cancel, { once: true });
  });
}

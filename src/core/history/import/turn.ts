import { throwIfCancelled } from '../../errors.ts';

/**
 * To be awaited between two steps of long work: everything else that waits for this thread has its turn, and the work
 * ends if it was cancelled.
 * @throws CancelledError
 */
export type Turn = () => Promise<void>;

export function turnOf(options: {
  readonly yieldToOthers: () => Promise<void>;
  readonly signal: AbortSignal | undefined;
}): Turn {
  return async () => {
    throwIfCancelled(options.signal);
    await options.yieldToOthers();
    throwIfCancelled(options.signal);
  };
}

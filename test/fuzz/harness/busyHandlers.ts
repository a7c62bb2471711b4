import { CancelledError } from '../../../src/core/errors.ts';
import type { Handlers } from '../../../src/protocol/handlers.ts';
import { handlersWith, someStatus } from '../../fixtures/handlers.ts';

/** Handlers that answer, refuse, answer nonsense, or never end by themselves; and how many of those go on. */
export function busyHandlers(): { readonly handlers: Handlers; readonly endless: () => number } {
  let endless = 0;
  const handlers = handlersWith({
    'app.status': () => someStatus,
    'import.run': (_, { signal, progress }) => {
      endless += 1;
      progress({ job_id: 1, file: 'f', bytes_read: 1, bytes_total: 2, rows_read: 1, stored: 1 });
      return new Promise((_resolve, reject) => {
        const stop = (): void => {
          endless -= 1;
          reject(new CancelledError());
        };
        if (signal.aborted) stop();
        else signal.addEventListener('abort', stop, { once: true });
      });
    },
    'history.query': () => {
      throw new TypeError('something inside');
    },
    'history.coverage': () => ({ nonsense: true }) as never,
    'vault.list': () => ({ credentials: [] }),
  });
  return { handlers, endless: () => endless };
}

import type { Ports } from '../core/ports.ts';
import { openDirectory } from './host/openDirectory.ts';
import { startHistoryThread, type HistoryThreadOptions } from './historyThread.ts';

export type OpenHistoryOptions = Omit<HistoryThreadOptions, 'claimId'>;

/** The port `openHistory` for a data directory: in a thread of this process, or with the running host. */
export function historyOpener(options: OpenHistoryOptions): Ports['openHistory'] {
  return (onLost) =>
    openDirectory(
      {
        ...options,
        startHistory: (claimId, onThreadLost) =>
          Promise.resolve(startHistoryThread({ ...options, claimId }, onThreadLost)),
      },
      onLost,
    );
}

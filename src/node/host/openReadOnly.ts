import type { StorageNotes } from '../../core/hostApi.ts';
import type { Api, Disposable } from '../../protocol/api.ts';
import type { DirectoryOptions } from './openDirectory.ts';
import { VaultSet } from './vaultSet.ts';

/** The longest time that a timer takes, ms. */
const longestMs = 2 ** 31 - 1;

const defaultRoomMs = 30_000;

/**
 * Opens a directory that cannot be written, for this process alone: nobody holds it, and nobody is served.
 * @param canBeHeld asked from time to time; from then on the history is gone here, and the next opening claims it
 */
export async function openReadOnly(
  { startHost, vault, logger, roomMs = defaultRoomMs }: DirectoryOptions,
  storage: StorageNotes,
  onLost: () => void,
  canBeHeld?: () => boolean,
): Promise<Api & Disposable> {
  const vaults = new VaultSet();
  const own = vaults.add(vault);
  // The history's thread alone does not keep a process running, and here is no socket that would.
  const awake = setInterval(() => undefined, longestMs);
  let looking: NodeJS.Timeout | undefined;
  const end = (): void => {
    clearInterval(awake);
    clearInterval(looking);
    own.dispose();
  };
  const host = await startHost({ id: undefined, vaults, storage }, () => {
    end();
    onLost();
  });
  const close = (): void => {
    end();
    host.close().catch((error: unknown) => {
      logger.error('the host did not end well', { error });
    });
  };
  if (canBeHeld !== undefined) {
    looking = setInterval(() => {
      try {
        if (!canBeHeld()) return;
      } catch (error) {
        logger.warn('the data directory could not be looked at', { error });
        return;
      }
      logger.info('the data directory can be written again');
      close();
      onLost();
    }, roomMs);
  }
  return {
    call: (method, params, options) => host.call(method, params, options),
    on: (event, listener) => host.on(event, listener),
    dispose: close,
  };
}

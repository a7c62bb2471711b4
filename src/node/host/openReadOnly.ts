import type { StorageNotes } from '../../core/hostApi.ts';
import type { Api, Disposable } from '../../protocol/api.ts';
import type { DirectoryOptions } from './openDirectory.ts';
import { VaultSet } from './vaultSet.ts';

/** The longest time that a timer takes, ms. */
const longestMs = 2 ** 31 - 1;

/** Opens a directory that cannot be written, for this process alone: nobody holds it, and nobody is served. */
export async function openReadOnly(
  { startHost, vault, logger }: DirectoryOptions,
  storage: StorageNotes,
  onLost: () => void,
): Promise<Api & Disposable> {
  const vaults = new VaultSet();
  const own = vaults.add(vault);
  // The history's thread alone does not keep a process running, and here is no socket that would.
  const awake = setInterval(() => undefined, longestMs);
  const end = (): void => {
    clearInterval(awake);
    own.dispose();
  };
  const host = await startHost({ id: undefined, vaults, storage }, () => {
    end();
    onLost();
  });
  return {
    call: (method, params, options) => host.call(method, params, options),
    on: (event, listener) => host.on(event, listener),
    dispose: () => {
      end();
      host.close().catch((error: unknown) => {
        logger.error('the host did not end well', { error });
      });
    },
  };
}

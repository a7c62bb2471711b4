import type { AsyncEntry } from '@napi-rs/keyring';
import type { Logger } from '../../core/ports.ts';
import { service, type Keyring } from './keyringVault.ts';

/** A person may have to unlock the keyring first, ms. */
const answerMs = 60_000;

/**
 * The keyring of this system: Keychain, Credential Manager or Secret Service. On Linux the kernel's own is not
 * used: it forgets at a restart.
 * @returns `undefined` where there is none, or no binding to it
 */
export async function openSystemKeyring(logger: Logger): Promise<Keyring | undefined> {
  try {
    const { AsyncEntry: Entry } = await import('@napi-rs/keyring');
    const keyring = keyringOf((name) => new Entry(service, name, { linux: { store: 'secret-service' } }));
    await keyring.get('probe');
    return keyring;
  } catch (error) {
    logger.info('there is no system keyring', { error });
    return undefined;
  }
}

function keyringOf(entry: (name: string) => AsyncEntry): Keyring {
  const inTime = (): AbortSignal => AbortSignal.timeout(answerMs);
  return {
    get: async (name) => (await entry(name).getPassword(inTime())) ?? undefined,
    set: (name, text) => entry(name).setPassword(text, inTime()),
    remove: async (name) => {
      await entry(name).deleteCredential(inTime());
    },
  };
}

import type { Keyring } from '../../../../src/node/vault/keyringVault.ts';

/** A keyring as Windows has it: at most 2560 bytes of UTF-16 an entry. */
export function memoryKeyring(): Keyring & {
  readonly entries: Map<string, string>;
  /** After so many more writes the keyring fails, as if the process had ended. */
  writesLeft: number;
} {
  const entries = new Map<string, string>();
  const keyring = {
    entries,
    writesLeft: Infinity,
    get: (name: string) => Promise.resolve(entries.get(name)),
    set: (name: string, text: string) => {
      if (keyring.writesLeft-- <= 0) return Promise.reject(new Error('the keyring is locked'));
      if (Buffer.byteLength(text, 'utf16le') > 2560) return Promise.reject(new Error('too long'));
      entries.set(name, text);
      return Promise.resolve();
    },
    remove: (name: string) => {
      entries.delete(name);
      return Promise.resolve();
    },
  };
  return keyring;
}

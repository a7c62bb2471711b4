import type { SecretStorageChangeEvent } from 'vscode';
import type { Secrets } from '../../../../src/vscode/auth/secretVault.ts';
import type { Alone } from '../../../../src/vscode/auth/sharedSecrets.ts';

/** SecretStorage of one user in memory: all windows that are given it share it, and each hears every change. */
export interface MemorySecrets extends Secrets {
  readonly values: Map<string, string>;
  /** Raised by every call while it is set. */
  failure: Error | undefined;
  /** Some editors cannot list keys. */
  listsKeys: boolean;
  /** Runs before each read answers: the moment at which another window can come in between. */
  beforeGet: ((key: string) => Promise<void>) | undefined;
  fire(key: string): void;
}

export function memorySecrets(initial: Readonly<Record<string, string>> = {}): MemorySecrets {
  const listeners = new Set<(event: SecretStorageChangeEvent) => unknown>();
  const secrets: MemorySecrets = {
    values: new Map(Object.entries(initial)),
    failure: undefined,
    listsKeys: true,
    beforeGet: undefined,
    fire: (key) => {
      for (const listener of listeners) listener({ key });
    },
    get: async (key) => {
      if (secrets.failure !== undefined) throw secrets.failure;
      const value = secrets.values.get(key);
      await secrets.beforeGet?.(key);
      return value;
    },
    store: (key, value) => {
      if (secrets.failure !== undefined) return Promise.reject(secrets.failure);
      secrets.values.set(key, value);
      secrets.fire(key);
      return Promise.resolve();
    },
    delete: (key) => {
      if (secrets.failure !== undefined) return Promise.reject(secrets.failure);
      secrets.values.delete(key);
      secrets.fire(key);
      return Promise.resolve();
    },
    keys: () => {
      if (!secrets.listsKeys) return Promise.reject(new Error('keys() is not supported'));
      return Promise.resolve([...secrets.values.keys()]);
    },
    onDidChange: (listener) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
  };
  return secrets;
}

/** Changes without a lock, as in an older version, or where no lock file can be made. */
export function withoutLock(secrets: Secrets): Alone {
  return (work) =>
    work({
      get: async (key) => secrets.get(key),
      store: async (key, text) => secrets.store(key, text),
      delete: async (key) => secrets.delete(key),
    });
}

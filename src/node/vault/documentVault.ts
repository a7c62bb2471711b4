import { Sequence } from '../../core/sequence.ts';
import type { CredentialVault } from '../../core/spotify/credentials.ts';
import type { Disposable } from '../../protocol/api.ts';
import {
  documentText,
  emptyDocument,
  parseDocument,
  withAccount,
  withoutAccount,
  type VaultDocument,
} from './vaultDocument.ts';

/** One secret text in a safe place. Every call fails with AuthError `secretsUnavailable`. */
export interface SecretText {
  /** `undefined` before the first write. */
  read(): Promise<string | undefined>;
  /**
   * Runs work that reads and then replaces the text in one step, while no other process does. The work may be run again
   * from its beginning where nothing was replaced.
   */
  alone<T>(work: (write: (text: string) => Promise<void>) => Promise<T>): Promise<T>;
  /** The text was written, here or elsewhere. May fire without a change. */
  onChanged(listener: () => void): Disposable;
}

/** A vault that keeps everything in one {@link SecretText}, read anew each time: other processes write it too. */
export function documentVault(secret: SecretText): CredentialVault {
  const changes = new Sequence();
  const listeners = new Set<() => void>();
  const read = async (): Promise<VaultDocument> => {
    const text = await secret.read();
    return text === undefined ? emptyDocument : parseDocument(text);
  };
  /** @param changed `undefined` = nothing may be changed. @returns whether it might */
  const change = (changed: (document: VaultDocument) => VaultDocument | undefined): Promise<boolean> =>
    changes.run(() =>
      secret.alone(async (write) => {
        const before = await read();
        const after = changed(before);
        if (after === undefined) return false;
        if (documentText(after) === documentText(before)) return true;
        await write(documentText(after));
        // The watch of the place would tell of it too, but later than the caller's next question comes.
        for (const listener of [...listeners]) listener();
        return true;
      }),
    );
  return {
    list: async () => (await read()).accounts,
    app: async () => (await read()).app,
    put: (credentials, replaces) =>
      change((document) => {
        const held = document.accounts.find(({ account }) => account === credentials.account);
        if (replaces !== undefined && held?.refreshToken !== replaces) return undefined;
        return withAccount(document, credentials);
      }),
    remove: async (account) => {
      await change((document) => withoutAccount(document, account));
    },
    putApp: async (app) => {
      await change((document) => ({ ...document, app }));
    },
    onChanged: (listener) => {
      const own = (): void => {
        listener();
      };
      listeners.add(own);
      const elsewhere = secret.onChanged(listener);
      return {
        dispose: () => {
          listeners.delete(own);
          elsewhere.dispose();
        },
      };
    },
  };
}

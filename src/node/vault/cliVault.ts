import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Logger } from '../../core/ports.ts';
import type { CredentialVault } from '../../core/spotify/credentials.ts';
import type { Disposable } from '../../protocol/api.ts';
import { encryptedFileVault, hasEncryptedFile } from './encryptedFileVault.ts';
import { withEnvironmentApp } from './environmentApp.ts';
import { givenKey, keyFile } from './keySource.ts';
import { keyringEntry, keyringVault, type Keyring } from './keyringVault.ts';
import { secretsError } from './secretsError.ts';
import { openSystemKeyring } from './systemKeyring.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface CliVaultOptions {
  readonly dataDir: string;
  /** Folder of the generated key, apart from the data. */
  readonly configDir: string;
  readonly env: Environment;
  readonly logger: Logger;
  /** Says a sentence to the user, once. */
  readonly notify: (sentence: string) => void;
  /** `undefined` where the system has none. Default the system's. */
  readonly openKeyring?: (logger: Logger) => Promise<Keyring | undefined>;
}

/** Where the sign-ins of a terminal are kept. */
export type VaultPlace =
  | {
      readonly kind: 'keyring';
      /** Its name in the keyring; parts of it begin with that. */ readonly entry: string;
    }
  | { readonly kind: 'file'; readonly path: string; readonly key: 'given' }
  | { readonly kind: 'file'; readonly path: string; readonly key: 'generated'; readonly keyPath: string };

export interface CliVault extends CredentialVault {
  /** @throws AuthError `secretsUnavailable` */
  place(): Promise<VaultPlace>;
}

interface Opened {
  readonly vault: CredentialVault;
  readonly place: VaultPlace;
}

/**
 * The vault of a terminal, opened at its first use: with TOKEN_ENCRYPTION_KEY the encrypted file, else the
 * system's keyring, else the file with a generated key. Once a place holds sign-ins it stays the place.
 * SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET go before the stored app.
 */
export function cliVault(options: CliVaultOptions): CliVault {
  let opening: Promise<Opened> | undefined;
  let ready: Opened | undefined;
  const waiting = new Set<(vault: CredentialVault) => void>();
  const opened = (): Promise<Opened> => {
    opening ??= openPlace(options).then(
      (now) => {
        ready = now;
        for (const listener of waiting) listener(now.vault);
        waiting.clear();
        return now;
      },
      (error: unknown) => {
        // A keyring that is locked now may be open at the next question.
        opening = undefined;
        throw error;
      },
    );
    return opening;
  };
  const vault = async (): Promise<CredentialVault> => (await opened()).vault;
  const stored: CredentialVault = {
    list: async () => (await vault()).list(),
    app: async () => (await vault()).app(),
    put: async (credentials, replaces) => (await vault()).put(credentials, replaces),
    remove: async (account) => (await vault()).remove(account),
    putApp: async (app) => (await vault()).putApp(app),
    onChanged: (listener) => {
      let subscription: Disposable | undefined;
      const subscribe = (open: CredentialVault): void => {
        subscription = open.onChanged(listener);
      };
      // Opening may make the keyring ask for its password: listening alone is no reason to.
      if (ready === undefined) waiting.add(subscribe);
      else subscribe(ready.vault);
      return {
        dispose: () => {
          waiting.delete(subscribe);
          subscription?.dispose();
        },
      };
    },
  };
  return {
    ...withEnvironmentApp(stored, options.env),
    place: async () => (await opened()).place,
  };
}

async function openPlace(options: CliVaultOptions): Promise<Opened> {
  const { dataDir, env, logger, configDir, notify, openKeyring = openSystemKeyring } = options;
  const path = join(dataDir, 'credentials.enc');
  const markerPath = join(dataDir, 'credentials.keyring');
  const given = env['TOKEN_ENCRYPTION_KEY']?.trim() ?? '';
  if (given !== '') {
    return {
      vault: encryptedFileVault({ path, key: givenKey(given), logger }),
      place: { kind: 'file', path, key: 'given' },
    };
  }
  if (!(await hasEncryptedFile(path))) {
    const keyring = await openKeyring(logger);
    if (keyring !== undefined) {
      const entry = keyringEntry(resolve(dataDir));
      return {
        vault: keyringVault({ keyring, entry, markerPath, logger }),
        place: { kind: 'keyring', entry },
      };
    }
    if (await exists(markerPath)) {
      throw secretsError(
        'The sign-ins are in the keyring of the system, which cannot be reached from here.',
        `Run this in your desktop session, or remove ${markerPath} and sign in again to keep them in an encrypted file.`,
      );
    }
  }
  const keyPath = join(configDir, 'token-key');
  const key = keyFile(keyPath, () => {
    notify(
      `There is no system keyring here: the sign-ins are encrypted with a key in ${keyPath}. Whoever reads your files can read both; set TOKEN_ENCRYPTION_KEY for a key of your own.`,
    );
  });
  return {
    vault: encryptedFileVault({ path, key, logger }),
    place: { kind: 'file', path, key: 'generated', keyPath },
  };
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

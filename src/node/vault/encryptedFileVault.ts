import { readFile, stat } from 'node:fs/promises';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Logger } from '../../core/ports.ts';
import type { CredentialVault } from '../../core/spotify/credentials.ts';
import { documentVault } from './documentVault.ts';
import { DecryptionError, Encryption } from './encryption.ts';
import type { KeySource } from './keySource.ts';
import { guardedSecrets, secretsError } from './secretsError.ts';
import { inTurn } from './turns.ts';
import { watchedFile } from './watchedFile.ts';

export interface EncryptedFileOptions {
  readonly path: string;
  readonly key: KeySource;
  readonly logger: Logger;
}

/**
 * A vault in one file, encrypted with AES-256-GCM, readable by its owner only. What cannot be decrypted is never
 * overwritten.
 */
export function encryptedFileVault({ path, key, logger }: EncryptedFileOptions): CredentialVault {
  let encryption: Promise<Encryption> | undefined;
  const encryptionFor = (use: 'read' | 'write'): Promise<Encryption> => {
    encryption ??= key.material(use).then(
      (material) => new Encryption(material),
      (error: unknown) => {
        encryption = undefined;
        throw error;
      },
    );
    return encryption;
  };
  const guard = <T>(work: () => Promise<T>): Promise<T> =>
    guardedSecrets(
      `The stored sign-ins at ${path} cannot be used.`,
      'Give yourself access to that file and its folder, and try again.',
      work,
    );

  return documentVault({
    read: () =>
      guard(async () => {
        const bytes = await bytesOf(path);
        if (bytes === undefined) return undefined;
        try {
          return await (await encryptionFor('read')).decrypt(bytes);
        } catch (error) {
          throw error instanceof DecryptionError ? undecryptable(path, key.name, error) : error;
        }
      }),
    alone: (work) =>
      guard(() =>
        inTurn(`${path}.turns`, (turn) =>
          work(async (text) => {
            await turn.replaceFile(path, await (await encryptionFor('write')).encrypt(text));
          }),
        ),
      ),
    onChanged: (listener) => {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      return watchedFile(path, listener, logger);
    },
  });
}

/** Whether there is such a vault already. */
export async function hasEncryptedFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

async function bytesOf(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function undecryptable(path: string, keyName: string, cause: DecryptionError): Error {
  switch (cause.problem) {
    case 'key':
      return secretsError(
        'The stored sign-ins cannot be decrypted: the key is another one, or the file was changed.',
        `Use the ${keyName} they were written with, or remove ${path} and sign in again.`,
        cause,
      );
    case 'version':
      return secretsError(
        'The stored sign-ins were written by a newer Backbeat.',
        'Update this Backbeat.',
        cause,
      );
    case 'format':
      return secretsError(
        `The file ${path} holds no sign-ins of Backbeat.`,
        'Remove it and sign in again.',
        cause,
      );
  }
}

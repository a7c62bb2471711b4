import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { makeFile } from './atomicFile.ts';
import { keyMaterialOf, type KeyMaterial } from './encryption.ts';
import { secretsError } from './secretsError.ts';

/** Where the key of an encrypted file comes from. */
export interface KeySource {
  /** For sentences. */
  readonly name: string;
  /** @throws AuthError `secretsUnavailable` for reading without a key */
  material(use: 'read' | 'write'): Promise<KeyMaterial>;
}

/** The key that the user gives: 32 bytes as hex or base64, or a passphrase. */
export function givenKey(text: string): KeySource {
  return { name: 'TOKEN_ENCRYPTION_KEY', material: () => Promise.resolve(keyMaterialOf(text)) };
}

/**
 * A random key in a file of its own, made at the first write. Whoever can read the user's files can read both:
 * it guards copies of the data folder only.
 * @param onMade a key was made
 */
export function keyFile(path: string, onMade: () => void): KeySource {
  return {
    name: `key file ${path}`,
    material: async (use) => {
      const found = await textOf(path);
      if (found !== undefined) return keyMaterialOf(found);
      if (use === 'read') {
        throw secretsError(
          `The key of the stored sign-ins is gone: there is no ${path}.`,
          'Set TOKEN_ENCRYPTION_KEY if they were written with it, or put that file back, or remove credentials.enc from the data folder and sign in again.',
        );
      }
      if (await makeFile(path, Buffer.from(`${randomBytes(32).toString('hex')}\n`))) onMade();
      return keyMaterialOf(await readFile(path, 'utf8'));
    },
  };
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

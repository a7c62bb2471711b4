import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '../../core/ports.ts';
import { replaceFile } from '../../node/vault/atomicFile.ts';

const fileName = 'secret-stamps.json';

/** What stands for a secret in the clear; nobody can tell a long random text from it. */
export function stampOf(text: string | undefined): string {
  return text === undefined ? '' : createHash('sha256').update(text).digest('base64url');
}

/**
 * Stamps of the secrets that were stored last, in a file of the data directory. To be used under the lock of the
 * secrets. A file that cannot be read or written says nothing.
 */
export class SecretStamps {
  readonly #path: string;
  readonly #logger: Logger;

  constructor(dataDir: string, logger: Logger) {
    this.#path = join(dataDir, fileName);
    this.#logger = logger;
  }

  /** `undefined` if nothing is known of the secret; an empty one = it was deleted. */
  async of(key: string): Promise<string | undefined> {
    return (await this.#read()).get(stampOf(key));
  }

  async put(key: string, text: string | undefined): Promise<void> {
    const stamps = (await this.#read()).set(stampOf(key), stampOf(text));
    try {
      await replaceFile(this.#path, Buffer.from(JSON.stringify(Object.fromEntries(stamps))));
    } catch (error) {
      this.#logger.warn('other windows are not told which secret is the newest', { error });
    }
  }

  async #read(): Promise<Map<string, string>> {
    try {
      const stored = JSON.parse(await readFile(this.#path, 'utf8')) as unknown;
      const entries = Object.entries(typeof stored === 'object' && stored !== null ? stored : {});
      return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
    } catch (error) {
      const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      if (!isMissing) this.#logger.debug('the stamps of the secrets cannot be read', { error });
      return new Map();
    }
  }
}

import { randomUUID } from 'node:crypto';
import {
  constants,
  copyFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../../core/errors.ts';
import { guarded } from '../dataFolder.ts';
import { whileHeld } from '../heldFiles.ts';
import { ownFolder } from '../ownFolder.ts';
import { newToken } from './bearer.ts';

const fileName = 'mcp-token';
/** A token that somebody wrote there must not be one that can be guessed: this many characters at least. */
const minCharacters = 32;

/**
 * The bearer token of a data directory, in a file that only its owner can read; made at the first use, whole or not at
 * all, so that two who begin at the same time have the same one.
 * @throws ConfigError if others may read the file, or what stands there is too short; HostError `refused` if others may
 * write the folder; HistoryError `unwritable`
 */
export function fileToken(dataDir: string): { readonly path: string; readonly value: string } {
  const path = join(dataDir, fileName);
  guarded(dataDir, 'use', () => {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  });
  ownFolder(dataDir);
  const value = guarded(path, 'use', () => {
    putIfAbsent(path, newToken());
    return whileHeld(() => readFileSync(path, 'utf8')).trim();
  });
  const again = 'Remove the file: the next start makes a new token.';
  if (value.length < minCharacters)
    throw new ConfigError(`The bearer token in ${path} is too short to be one.`, { hint: again });
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0)
    throw new ConfigError(`Other users of this machine may read the bearer token in ${path}.`, {
      hint: again,
    });
  return { path, value };
}

function putIfAbsent(path: string, value: string): void {
  if (exists(path)) return;
  const fresh = `${path}.${randomUUID()}`;
  try {
    writeFileSync(fresh, value, { mode: 0o600, flag: 'wx' });
    placeIfAbsent(fresh, path);
  } finally {
    whileHeld(() => {
      rmSync(fresh, { force: true });
    });
  }
}

function placeIfAbsent(fresh: string, path: string): void {
  try {
    linkSync(fresh, path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    // exFAT, some network shares and containers have no hard links.
    copyIfAbsent(fresh, path);
  }
}

function copyIfAbsent(fresh: string, path: string): void {
  try {
    copyFileSync(fresh, path, constants.COPYFILE_EXCL);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

const codeOf = (error: unknown): unknown => (error as NodeJS.ErrnoException).code;

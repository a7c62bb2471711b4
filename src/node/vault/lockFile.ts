import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { secretsError } from './secretsError.ts';

/** A holder touches its lock this often, ms; one that was not touched for longer was left behind. */
const beatMs = 1000;
const abandonedMs = 5 * beatMs;
const roundMs = 15;

const codeOf = (error: unknown): unknown => (error as NodeJS.ErrnoException).code;

/**
 * Runs work while a file of this name exists, which only one process at a time can make.
 * @param patienceMs how long to wait for others
 * @throws AuthError `secretsUnavailable` when others hold it for too long
 */
export async function withLockFile<T>(
  path: string,
  work: () => Promise<T>,
  patienceMs = 4 * abandonedMs,
): Promise<T> {
  const own = randomUUID();
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const giveUpAt = performance.now() + patienceMs;
  while (!(await taken(path, own))) {
    await removeAbandoned(path, own);
    if (performance.now() > giveUpAt) {
      throw secretsError(
        'Another process is using the stored sign-ins.',
        `End it, or remove ${path}, and try again.`,
      );
    }
    await delay(roundMs + Math.random() * roundMs);
  }
  const beat = setInterval(() => {
    const now = new Date();
    // A lock that is gone was taken for abandoned; the work under it has its own end.
    utimes(path, now, now).catch(() => undefined);
  }, beatMs).unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    if ((await holderOf(path)) === own) await rm(path, { force: true });
  }
}

async function taken(path: string, own: string): Promise<boolean> {
  try {
    await writeFile(path, own, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    // Windows answers EPERM while a removed file is still open elsewhere.
    if (codeOf(error) === 'EEXIST' || (process.platform === 'win32' && codeOf(error) === 'EPERM'))
      return false;
    throw error;
  }
}

/** Moves an old lock aside; if it turns out to be a fresh one that came in between, it is put back. */
async function removeAbandoned(path: string, own: string): Promise<void> {
  const holder = await holderOf(path);
  if (holder === undefined || !(await isAbandoned(path))) return;
  const aside = `${path}.${own}`;
  try {
    await rename(path, aside);
    if ((await readFile(aside, 'utf8')) !== holder) await copyFile(aside, path, constants.COPYFILE_EXCL);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'EEXIST') throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(path)).mtimeMs > abandonedMs;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

async function holderOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

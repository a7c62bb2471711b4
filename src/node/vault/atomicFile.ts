import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Replaces a file in one step; it belongs to its owner alone. Returns when the bytes are on the medium. */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  await withFreshFile(path, bytes, (fresh) => rename(fresh, path));
}

/**
 * Makes a file if there is none, whole or not at all.
 * @returns false if there is one
 */
export async function makeFile(path: string, bytes: Uint8Array): Promise<boolean> {
  try {
    await withFreshFile(path, bytes, (fresh) => placeIfAbsent(fresh, path));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function placeIfAbsent(fresh: string, path: string): Promise<void> {
  try {
    await link(fresh, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    // exFAT, some network shares and containers have no hard links.
    await copyFile(fresh, path, constants.COPYFILE_EXCL);
  }
}

async function withFreshFile(
  path: string,
  bytes: Uint8Array,
  place: (fresh: string) => Promise<void>,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const fresh = `${path}.${randomUUID()}`;
  try {
    const file = await open(fresh, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await place(fresh);
  } finally {
    await rm(fresh, { force: true });
  }
}

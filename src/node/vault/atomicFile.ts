import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isLeftBehind, whileHeldLater, type HeldOptions } from '../heldFiles.ts';

export interface AtomicFileOptions extends Pick<HeldOptions, 'platform'> {
  /** A folder of the same drive, which must be there; default that of the file. */
  readonly preparedIn?: string;
  /** Default: the file system. */
  readonly disk?: { readonly rename: typeof rename; readonly link: typeof link; readonly rm: typeof rm };
}

/** Replaces a file in one step; it belongs to its owner alone. Returns when the bytes are on the medium. */
export async function replaceFile(
  path: string,
  bytes: Uint8Array,
  options: AtomicFileOptions = {},
): Promise<void> {
  const { disk = fileSystem } = options;
  await withFreshFile(path, bytes, options, (fresh) =>
    whileHeldLater(() => disk.rename(fresh, path), options),
  );
}

/**
 * Makes a file if there is none, whole or not at all.
 * @returns false if there is one
 */
export async function makeFile(
  path: string,
  bytes: Uint8Array,
  options: AtomicFileOptions = {},
): Promise<boolean> {
  try {
    await withFreshFile(path, bytes, options, (fresh) => placeIfAbsent(fresh, path, options));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

const fileSystem = { rename, link, rm };

async function placeIfAbsent(
  fresh: string,
  path: string,
  { disk = fileSystem }: AtomicFileOptions,
): Promise<void> {
  try {
    await disk.link(fresh, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    // exFAT, some network shares and containers have no hard links.
    await copyFile(fresh, path, constants.COPYFILE_EXCL);
  }
}

async function withFreshFile(
  path: string,
  bytes: Uint8Array,
  { disk = fileSystem, preparedIn }: AtomicFileOptions,
  place: (fresh: string) => Promise<void>,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const fresh = preparedIn === undefined ? `${path}.${randomUUID()}` : join(preparedIn, randomUUID());
  try {
    const file = await open(fresh, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await place(fresh);
    await syncFolder(dirname(path));
  } finally {
    await removeOrLeave(fresh, disk.rm);
  }
}

/** What another program looks at just now is left for `backbeat doctor --repair`. */
async function removeOrLeave(path: string, remove: typeof rm): Promise<void> {
  try {
    await remove(path, { force: true });
  } catch (error) {
    if (!isLeftBehind(error)) throw error;
  }
}

/** Puts the name on the medium, too: a refresh token that is lost again may be the only one that is good. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } catch (error) {
    if (!['EINVAL', 'ENOTSUP', 'EOPNOTSUPP'].includes(String((error as NodeJS.ErrnoException).code)))
      throw error;
  } finally {
    await folder.close();
  }
}

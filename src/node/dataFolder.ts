import * as nodeFs from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { HistoryError } from '../core/errors.ts';
import type { DataFolder } from '../core/ports.ts';
import { whileHeld } from './heldFiles.ts';

const folderMode = 0o700;
const fileMode = 0o600;

/** What the folder asks of the file system. */
export type Disk = Pick<
  typeof nodeFs,
  | 'chmodSync'
  | 'closeSync'
  | 'copyFileSync'
  | 'fsyncSync'
  | 'linkSync'
  | 'mkdirSync'
  | 'openSync'
  | 'readdirSync'
  | 'readFileSync'
  | 'renameSync'
  | 'rmSync'
  | 'statSync'
  | 'writeSync'
>;

export interface DataFolderOptions {
  /** Default: the file system. */
  readonly disk?: Disk;
  /** Default: this machine's. */
  readonly platform?: NodeJS.Platform;
}

/**
 * The data folder on the file system. It is made where it is missing; it and its files belong to their owner
 * alone. Writing returns when the bytes are on the medium.
 * @throws HistoryError `unwritable`, here and in every call
 */
export function openDataFolder(path: string, options: DataFolderOptions = {}): DataFolder {
  const { disk = nodeFs } = options;
  const writer = new DurableWriter(disk, options.platform ?? process.platform);
  guarded(path, 'use', () => {
    disk.mkdirSync(path, { recursive: true, mode: folderMode });
  });
  const at = (name: string): string => join(path, name);
  let isSettled = false;
  /** What was read may be in names that a killed process did not live to put on the medium: others will build on it. */
  const write = (name: string, work: () => void): void => {
    guarded(at(name), 'write', () => {
      if (!isSettled) writer.settle(path);
      isSettled = true;
      work();
    });
  };
  return {
    read: (name) => guarded(at(name), 'read', () => ifThere(() => disk.readFileSync(at(name)))),
    size: (name) => guarded(at(name), 'read', () => ifThere(() => disk.statSync(at(name)).size) ?? 0),
    append: (name, bytes) => {
      write(name, () => {
        const isNew = ifThere(() => disk.statSync(at(name))) === undefined;
        writer.write(at(name), 'a', bytes);
        if (isNew) writer.syncFolder(path);
      });
    },
    replace: (name, bytes, keepAs) => {
      write(name, () => {
        const fresh = `${at(name)}.new`;
        try {
          writer.write(fresh, 'w', bytes);
          if (keepAs !== undefined) ifThere(() => writer.keepCopy(at(name), at(keepAs)));
          writer.rename(fresh, at(name));
        } catch (error) {
          removeQuietly(disk, fresh);
          throw error;
        }
        writer.syncFolder(path);
      });
    },
    list: () =>
      guarded(path, 'read', () =>
        disk
          .readdirSync(path, { withFileTypes: true })
          .flatMap((entry) => (entry.isFile() ? [entry.name] : [])),
      ),
    rename: (from, to) => {
      write(from, () => {
        ifThere(() => {
          writer.rename(at(from), at(to));
        });
        writer.syncFolder(path);
      });
    },
    remove: (name) => {
      write(name, () => {
        disk.rmSync(at(name), { force: true });
        writer.syncFolder(path);
      });
    },
  };
}

/** The steps of which writing consists; each returns when it is on the medium, or throws. */
class DurableWriter {
  readonly #disk: Disk;
  readonly #platform: NodeJS.Platform;

  constructor(disk: Disk, platform: NodeJS.Platform) {
    this.#disk = disk;
    this.#platform = platform;
  }

  write(path: string, flags: 'a' | 'w', bytes: Uint8Array): void {
    const file = this.#disk.openSync(path, flags, fileMode);
    try {
      for (let done = 0; done < bytes.length;) done += this.#disk.writeSync(file, bytes, done);
      this.#disk.fsyncSync(file);
    } finally {
      this.#disk.closeSync(file);
    }
  }

  rename(from: string, to: string): void {
    whileHeld(
      () => {
        this.#disk.renameSync(from, to);
      },
      { platform: this.#platform },
    );
  }

  /** A second name for the old content, so that there is no moment without a file under the first one. */
  keepCopy(path: string, copy: string): void {
    this.#disk.statSync(path); // without old content the copy stays as it is
    const fresh = `${copy}.new`;
    this.#disk.rmSync(fresh, { force: true });
    try {
      this.#disk.linkSync(path, fresh);
    } catch (error) {
      // exFAT, some network shares and containers have no hard links.
      if (!hasCode(error, 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EACCES', 'EMLINK', 'EXDEV'))
        throw error;
      this.#copy(path, fresh);
    }
    this.rename(fresh, copy);
  }

  /** Puts names of files on the medium. Windows cannot open a folder and needs not: NTFS keeps a journal of names. */
  syncFolder(path: string): void {
    if (this.#platform === 'win32') return;
    const folder = this.#disk.openSync(path, 'r');
    try {
      this.#disk.fsyncSync(folder);
    } catch (error) {
      if (!hasCode(error, 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP')) throw error;
    } finally {
      this.#disk.closeSync(folder);
    }
  }

  /** Puts the names in a folder on the medium, and the folder's own, of which any part of the path may be new. */
  settle(path: string): void {
    this.syncFolder(path);
    for (let inner = resolve(path), outer = dirname(inner); outer !== inner; outer = dirname(outer)) {
      try {
        this.syncFolder(outer);
      } catch (error) {
        if (hasCode(error, 'EIO', 'ENOSPC', 'EDQUOT')) throw error;
        return; // who may not read or write a folder has made nothing in it
      }
      inner = outer;
    }
  }

  #copy(path: string, fresh: string): void {
    this.#disk.copyFileSync(path, fresh, nodeFs.constants.COPYFILE_FICLONE);
    this.#disk.chmodSync(fresh, fileMode);
    const file = this.#disk.openSync(fresh, 'r+');
    try {
      this.#disk.fsyncSync(file);
    } finally {
      this.#disk.closeSync(file);
    }
  }
}

/** What could not be finished; if it cannot be removed either, the next writing of the same file does. */
function removeQuietly(disk: Disk, path: string): void {
  try {
    disk.rmSync(path, { force: true });
  } catch {
    // The error that led here says what is the matter.
  }
}

function ifThere<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Does something with a path of the data folder. @throws HistoryError `unwritable`, in words for the user */
export function guarded<T>(path: string, verb: 'use' | 'read' | 'write', work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw folderError(path, verb, error);
  }
}

/** One sentence and the next step for what a file system refuses. */
export function folderError(path: string, verb: 'use' | 'read' | 'write', cause: unknown): HistoryError {
  const say = (why: string, hint: string): HistoryError =>
    new HistoryError('unwritable', `Cannot ${verb} ${path}: ${why}.`, { hint, cause });
  const elsewhere = 'or choose another data directory.';
  if (hasCode(cause, 'EACCES', 'EPERM'))
    return say('permission denied', `Give yourself access to it, ${elsewhere}`);
  if (hasCode(cause, 'ENOSPC', 'EDQUOT'))
    return say('the disk is full', `Free some space and try again, ${elsewhere}`);
  if (hasCode(cause, 'EROFS')) return say('the medium is read-only', `Make it writable, ${elsewhere}`);
  if (hasCode(cause, 'ENOTDIR', 'EEXIST')) return say('a file is in its way', `Move that file, ${elsewhere}`);
  return say(cause instanceof Error ? cause.message : String(cause), `Check the disk, ${elsewhere}`);
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { HistoryError } from '../core/errors.ts';
import type { DataFolder } from '../core/ports.ts';

const folderMode = 0o700;
const fileMode = 0o600;

/**
 * The data folder on the file system. It is made where it is missing; it and its files belong to their owner
 * alone. Writing returns when the bytes are on the medium.
 * @throws HistoryError `unwritable`, here and in every call
 */
export function openDataFolder(path: string): DataFolder {
  guarded(path, 'use', () => {
    mkdirSync(path, { recursive: true, mode: folderMode });
  });
  const at = (name: string): string => join(path, name);
  return {
    read: (name) => guarded(at(name), 'read', () => ifThere(() => readFileSync(at(name)))),
    size: (name) => guarded(at(name), 'read', () => ifThere(() => statSync(at(name)).size) ?? 0),
    append: (name, bytes) => {
      guarded(at(name), 'write', () => {
        const isNew = ifThere(() => statSync(at(name))) === undefined;
        writeDurably(at(name), 'a', bytes);
        if (isNew) syncFolder(path);
      });
    },
    replace: (name, bytes, keepAs) => {
      guarded(at(name), 'write', () => {
        const fresh = `${at(name)}.new`;
        try {
          writeDurably(fresh, 'w', bytes);
          if (keepAs !== undefined) ifThere(() => keepCopy(at(name), at(keepAs)));
          renameSync(fresh, at(name));
        } catch (error) {
          rmSync(fresh, { force: true });
          throw error;
        }
        syncFolder(path);
      });
    },
    list: () =>
      guarded(path, 'read', () =>
        readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : [])),
      ),
    rename: (from, to) => {
      guarded(at(from), 'write', () => {
        ifThere(() => {
          renameSync(at(from), at(to));
        });
        syncFolder(path);
      });
    },
    remove: (name) => {
      guarded(at(name), 'write', () => {
        rmSync(at(name), { force: true });
        syncFolder(path);
      });
    },
  };
}

function writeDurably(path: string, flags: 'a' | 'w', bytes: Uint8Array): void {
  const file = openSync(path, flags, fileMode);
  try {
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** A second name for the old content, so that there is no moment without a file under the first one. */
function keepCopy(path: string, copy: string): void {
  statSync(path); // without old content the copy stays as it is
  const fresh = `${copy}.new`;
  rmSync(fresh, { force: true });
  try {
    linkSync(path, fresh);
  } catch (error) {
    // exFAT, some network shares and containers have no hard links.
    if (!hasCode(error, 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EACCES', 'EMLINK', 'EXDEV')) throw error;
    copyFileSync(path, fresh, constants.COPYFILE_FICLONE);
    chmodSync(fresh, fileMode);
  }
  renameSync(fresh, copy);
}

/** Puts names of files on the medium. Windows cannot open a folder and needs not: NTFS keeps a journal of names. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } catch (error) {
    if (!hasCode(error, 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP')) throw error;
  } finally {
    closeSync(folder);
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

import { HostError } from '../core/errors.ts';
import type { DataFolder } from '../core/ports.ts';

/**
 * A data folder that is written only while the claim on it stands: a process that was taken for dead, and
 * whose directory another one holds by now, cannot overwrite what that one stored. The claim is looked at before a
 * write, and again after it: what comes back without an error was on the medium before anybody else could claim, so
 * that the next holder has read it.
 */
export function fencedFolder(folder: DataFolder, holds: () => boolean): DataFolder {
  const check = (): void => {
    if (!holds()) throw deposed();
  };
  const write = (change: () => void): void => {
    check();
    try {
      change();
    } catch (error) {
      // The next holder takes the means to write away; then that is what happened.
      if (!stillHolds(holds)) throw deposed(error);
      throw error;
    }
    check();
  };
  return {
    read: (name) => folder.read(name),
    size: (name) => folder.size(name),
    list: () => folder.list(),
    append: (name, bytes) => {
      write(() => {
        folder.append(name, bytes);
      });
    },
    replace: (name, bytes, keepAs) => {
      write(() => {
        folder.replace(name, bytes, keepAs);
      });
    },
    rename: (from, to) => {
      write(() => {
        folder.rename(from, to);
      });
    },
    remove: (name) => {
      write(() => {
        folder.remove(name);
      });
    },
  };
}

/** A record that cannot be read just now says nothing about the write that failed. */
function stillHolds(holds: () => boolean): boolean {
  try {
    return holds();
  } catch {
    return true;
  }
}

function deposed(cause?: unknown): HostError {
  return new HostError('refused', 'Another Backbeat holds this data directory now; nothing was written.', {
    hint: 'Call again: the request then goes to the process that holds it.',
    cause,
  });
}

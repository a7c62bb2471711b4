import { HostError } from '../core/errors.ts';
import type { DataFolder } from '../core/ports.ts';

/**
 * A data folder that is written only while the claim on it stands: a process that was taken for dead, and
 * whose directory another one holds by now, cannot overwrite what that one stored.
 */
export function fencedFolder(folder: DataFolder, holds: () => boolean): DataFolder {
  const check = (): void => {
    if (holds()) return;
    throw new HostError('refused', 'Another Backbeat holds this data directory now; nothing was written.', {
      hint: 'Call again: the request then goes to the process that holds it.',
    });
  };
  return {
    read: (name) => folder.read(name),
    size: (name) => folder.size(name),
    list: () => folder.list(),
    append: (name, bytes) => {
      check();
      folder.append(name, bytes);
    },
    replace: (name, bytes, keepAs) => {
      check();
      folder.replace(name, bytes, keepAs);
    },
    rename: (from, to) => {
      check();
      folder.rename(from, to);
    },
    remove: (name) => {
      check();
      folder.remove(name);
    },
  };
}

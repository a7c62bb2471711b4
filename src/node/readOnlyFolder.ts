import { HistoryError } from '../core/errors.ts';
import type { DataFolder } from '../core/ports.ts';

/** A data folder that cannot be written: what is there can be asked, and every change is refused. */
export function readOnlyFolder(folder: DataFolder): DataFolder {
  const refuse = (): never => {
    throw new HistoryError('unwritable', 'The data directory is read-only: nothing is stored.', {
      hint: 'Make it writable, or choose another data directory.',
    });
  };
  return {
    read: (name) => folder.read(name),
    size: (name) => folder.size(name),
    list: () => folder.list(),
    append: refuse,
    replace: refuse,
    rename: refuse,
    remove: refuse,
  };
}

import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { WatchedFile, WatchedFolder } from '../core/collector/collectorPorts.ts';
import { ImportError } from '../core/errors.ts';

/** {@link WatchedFolder} on the file system. Links and folders are left alone, hidden files too. */
export const watchedFolder: WatchedFolder = {
  async list(folder) {
    const names = await zipsIn(folder);
    const files = await Promise.all(names.map((name) => look(folder, name)));
    return files.filter((file) => file !== undefined);
  },
};

async function zipsIn(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && /^[^.].*\.zip$/i.test(entry.name))
      .map(({ name }) => name)
      .sort();
  } catch (cause) {
    throw unreadable(basename(folder), cause);
  }
}

/** `undefined` for one that went away meanwhile. */
async function look(folder: string, name: string): Promise<WatchedFile | undefined> {
  const path = join(folder, name);
  try {
    const { size, mtimeMs } = await stat(path);
    return { name, path, size, modifiedAt: mtimeMs };
  } catch {
    return undefined;
  }
}

function unreadable(name: string, cause: unknown): ImportError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const hint = 'Check the setting backbeat.import.watchFolder.';
  switch (code) {
    case 'ENOENT':
      return new ImportError('notFound', `The folder ${name} does not exist.`, { hint, cause });
    case 'ENOTDIR':
      return new ImportError('unreadable', `${name} is no folder.`, { hint, cause });
    case 'EACCES':
    case 'EPERM':
      return new ImportError('noPermission', `There is no permission to read the folder ${name}.`, {
        hint,
        cause,
      });
    default:
      return new ImportError('unreadable', `The folder ${name} could not be read.`, { hint, cause });
  }
}

import { open, readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { ImportError } from '../core/errors.ts';
import type { ExportFiles } from '../core/ports.ts';

const chunkBytes = 1024 * 1024;
/** A folder with more files is not an export but a disk. */
const maxFiles = 1_000_000;

/** {@link ExportFiles} on the file system. */
export const exportFiles: ExportFiles = {
  async stat(path) {
    const found = await attempt(path, () => stat(path));
    if (found.isDirectory()) return { kind: 'folder', size: 0 };
    if (found.isFile()) return { kind: 'file', size: found.size };
    throw new ImportError('unreadable', `${basename(path)} is neither a file nor a folder.`);
  },

  async listFolder(path) {
    const found: string[] = [];
    await attempt(path, () => list(path, '', found));
    return found.sort();
  },

  async read(path) {
    const { buffer, byteOffset, length } = await attempt(path, () => readFile(path));
    return new Uint8Array(buffer, byteOffset, length);
  },

  async *stream(path, from = 0) {
    const file = await attempt(path, () => open(path));
    try {
      for (let position = from; ;) {
        const buffer = new Uint8Array(chunkBytes);
        const start = position;
        const { bytesRead } = await attempt(path, () => file.read(buffer, 0, chunkBytes, start));
        if (bytesRead === 0) return;
        position += bytesRead;
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      await file.close();
    }
  },

  join: (folder, relative) => join(folder, ...relative.split('/')),

  baseName: (path) => basename(path),
};

async function list(folder: string, prefix: string, found: string[]): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const relative = prefix + entry.name;
    if (found.length >= maxFiles) throw tooMany();
    if (entry.isFile()) found.push(relative);
    else if (entry.isDirectory()) await listBelow(`${folder}${sep}${entry.name}`, `${relative}/`, found);
  }
}

/** A folder that may not be looked into is listed itself: the others are no worse for it. */
async function listBelow(folder: string, prefix: string, found: string[]): Promise<void> {
  try {
    await list(folder, prefix, found);
  } catch (error) {
    if (!['EACCES', 'EPERM'].includes(String((error as NodeJS.ErrnoException).code))) throw error;
    found.push(prefix);
  }
}

function tooMany(): ImportError {
  return new ImportError('tooLarge', `The folder holds more than ${maxFiles} files.`, {
    hint: 'Choose the folder of the export alone.',
  });
}

async function attempt<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (ImportError.is(cause)) throw cause;
    throw importError(basename(path), cause);
  }
}

function importError(name: string, cause: unknown): ImportError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new ImportError('notFound', `${name} does not exist.`, {
        hint: 'Check the path: it must be a ZIP, a JSON file or a folder.',
        cause,
      });
    case 'EACCES':
    case 'EPERM':
      return new ImportError('noPermission', `There is no permission to read ${name}.`, {
        hint: 'Allow this user to read it, or copy it to a place where that is so.',
        cause,
      });
    case 'ERR_FS_FILE_TOO_LARGE':
      return new ImportError('tooLarge', `${name} is too large to be read at once.`, {
        hint: 'Unpack it and import the folder.',
        cause,
      });
    default:
      return new ImportError('unreadable', `${name} could not be read.`, {
        hint: 'Copy it to another place and import it from there.',
        cause,
      });
  }
}

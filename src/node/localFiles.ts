import { constants, type Stats } from 'node:fs';
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, isAbsolute, join } from 'node:path';
import { InputError } from '../core/errors.ts';
import type { LocalFiles } from '../core/ports.ts';
import { folderError } from './dataFolder.ts';
import { makeFile } from './vault/atomicFile.ts';

/** Files of one name: then the user has to clear up. */
const maxSameName = 1_000;

/** {@link LocalFiles} on the file system; exports go into `exportFolder`, which is made with the first one. */
export function localFiles(exportFolder: string): LocalFiles {
  return {
    async read(path, maxBytes) {
      const whole = wholePath(path);
      const name = basename(whole);
      const file = await attempt(name, () => openToRead(whole));
      try {
        const stat = await attempt(name, () => file.stat());
        checkIsFile(name, stat);
        if (stat.size > maxBytes) throw tooLarge(name, maxBytes);
        return await attempt(name, () => readUpTo(file, name, maxBytes));
      } finally {
        await file.close();
      }
    },

    async writeExport(name, content) {
      if (name === '' || name === '.' || name === '..' || /[/\\]/.test(name))
        throw new InputError('An export needs a plain file name.');
      const bytes = new TextEncoder().encode(content);
      const dot = name.lastIndexOf('.');
      const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
      try {
        await mkdir(exportFolder, { recursive: true, mode: 0o700 });
        for (let copy = 1; copy <= maxSameName; copy += 1) {
          const path = join(exportFolder, copy === 1 ? name : `${stem} (${copy})${ending}`);
          if (await makeFile(path, bytes)) return path;
        }
      } catch (cause) {
        throw folderError(exportFolder, 'write', cause);
      }
      throw new InputError(`There are ${maxSameName} exports of this name already.`, {
        hint: `Remove old ones from ${exportFolder}.`,
      });
    },
  };
}

/** A path that means the same whatever folder this process was started in. */
function wholePath(path: string): string {
  const home = /^~(?=$|[/\\])/.test(path) ? join(homedir(), path.slice(1)) : path;
  if (home.includes('\0') || !isAbsolute(home)) {
    throw new InputError('path: this is no whole path of a file.', {
      hint: 'Pass it from the root on, such as /home/me/list.csv or C:\\Users\\me\\list.csv; ~ is the home folder.',
    });
  }
  // On Windows these are other machines, which get the user's credentials to see, and devices.
  if (process.platform === 'win32' && /^[/\\]{2}/.test(home)) {
    throw new InputError('path: files of other machines and devices are not read.', {
      hint: 'Copy the file to this machine and pass that path.',
    });
  }
  return home;
}

/** A pipe without a writer would keep an ordinary `open` waiting for ever. */
function openToRead(path: string): Promise<FileHandle> {
  return open(path, constants.O_RDONLY | (process.platform === 'win32' ? 0 : constants.O_NONBLOCK));
}

function checkIsFile(name: string, stat: Stats): void {
  if (stat.isFile()) return;
  throw new InputError(`${name} is ${stat.isDirectory() ? 'a folder' : 'no ordinary file'}.`, {
    hint: 'Pass the path of a file.',
  });
}

/** The size that a file shows need not be what it gives. */
async function readUpTo(file: FileHandle, name: string, maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(256 * 1024);
    const { bytesRead } = await file.read(chunk, 0, chunk.length);
    if (bytesRead === 0) break;
    length += bytesRead;
    if (length > maxBytes) throw tooLarge(name, maxBytes);
    chunks.push(chunk.subarray(0, bytesRead));
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function tooLarge(name: string, maxBytes: number): InputError {
  return new InputError(`${name} is larger than ${Math.round(maxBytes / (1024 * 1024))} MB.`, {
    hint: 'Pass a smaller file, or split it.',
  });
}

async function attempt<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw InputError.is(cause) ? cause : readError(name, cause);
  }
}

function readError(name: string, cause: unknown): InputError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new InputError(`${name} does not exist.`, { hint: 'Check the path.', cause });
    case 'EISDIR':
      return new InputError(`${name} is a folder.`, { hint: 'Pass the path of a file.', cause });
    case 'EACCES':
    case 'EPERM':
      return new InputError(`There is no permission to read ${name}.`, {
        hint: 'Allow this user to read it, or copy it to a place where that is so.',
        cause,
      });
    default:
      return new InputError(`${name} could not be read.`, {
        hint: 'Copy it to another place and pass that path.',
        cause,
      });
  }
}

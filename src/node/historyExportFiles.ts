import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../core/errors.ts';
import type { GrowingFile, HistoryExportFiles } from '../core/ports.ts';
import { folderError } from './dataFolder.ts';

/** Files of one name: then the user has to clear up. */
const maxSameName = 1_000;
/** What a file is called until it is whole. */
const growing = '.unfinished';

/**
 * {@link HistoryExportFiles} on the file system. Only the holder of the data directory writes here, one file at a
 * time, so that what is unfinished when a new one begins was left by a killed process, and goes.
 */
export function historyExportFiles(exportFolder: string): HistoryExportFiles {
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      throw InputError.is(cause) ? cause : folderError(exportFolder, 'write', cause);
    }
  };
  return {
    create: (name) =>
      guarded(async () => {
        await mkdir(exportFolder, { recursive: true, mode: 0o700 });
        for (const left of await readdir(exportFolder)) {
          if (left.endsWith(growing)) await rm(join(exportFolder, left), { force: true });
        }
        const fresh = join(exportFolder, `${name}.${randomUUID()}${growing}`);
        const file = await open(fresh, 'wx', 0o600);
        const drop = async (): Promise<void> => {
          await file.close();
          await rm(fresh, { force: true });
        };
        return {
          write: (bytes) =>
            guarded(async () => {
              await file.writeFile(bytes);
            }),
          finish: () =>
            guarded(async () => {
              try {
                await file.sync();
                return await placed(exportFolder, name, fresh);
              } finally {
                await drop();
              }
            }),
          abandon: () => guarded(drop),
        } satisfies GrowingFile;
      }),
  };
}

async function placed(folder: string, name: string, fresh: string): Promise<string> {
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  for (let copy = 1; copy <= maxSameName; copy += 1) {
    const path = join(folder, copy === 1 ? name : `${stem} (${copy})${ending}`);
    if (await putIfAbsent(fresh, path)) return path;
  }
  throw new InputError(`There are ${maxSameName} exports of this name already.`, {
    hint: `Remove old ones from ${folder}.`,
  });
}

/** A second name rather than a new one: a file that is there already is never replaced. */
async function putIfAbsent(from: string, to: string): Promise<boolean> {
  const isThere = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EEXIST';
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (isThere(error)) return false;
  }
  // exFAT, some network shares and containers have no hard links.
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (isThere(error)) return false;
    throw error;
  }
}

import { chmodSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { FolderFound } from '../../core/doctor/folderChecks.ts';
import { storeFiles } from '../../core/history/storeFiles.ts';
import { guarded } from '../dataFolder.ts';

/** What is younger may belong to a process that lives, ms. */
const leftoverAgeMs = 10 * 60_000;
const uploadAgeMs = 24 * 60 * 60_000;

/** A file on its way to its name: `.new` of the store, a random part of all others. */
const onItsWay = /\.new$|\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:\.part)?$/;
/** Folders of the data directory that hold such files, too. */
const folders = ['', 'exports'];
/** What was dropped into a panel, until it is imported. */
const uploads = 'uploads';

/** Looks at permissions, space and leftovers of a data directory. @throws HistoryError `unwritable` */
export function lookAtFolder(dataDir: string, now: number): FolderFound {
  return guarded(dataDir, 'read', () => ({
    dataDir,
    open: openNames(dataDir),
    freeBytes: freeBytes(dataDir),
    databaseBytes: statSync(join(dataDir, storeFiles.snapshot), { throwIfNoEntry: false })?.size ?? 0,
    leftovers: [
      ...folders.flatMap((folder) =>
        namesIn(join(dataDir, folder))
          .filter((name) => onItsWay.test(name))
          .map((name) => join(folder, name))
          .filter((path) => isOld(join(dataDir, path), now, leftoverAgeMs)),
      ),
      ...namesIn(join(dataDir, uploads))
        .map((name) => join(uploads, name))
        .filter((path) => isOld(join(dataDir, path), now, uploadAgeMs)),
    ],
  }));
}

/** Takes the access of others away and removes the leftovers. @throws HistoryError `unwritable` */
export function repairFolder({ dataDir, open, leftovers }: FolderFound): void {
  guarded(dataDir, 'write', () => {
    for (const name of open) {
      const path = join(dataDir, name);
      chmodSync(path, statSync(path).isDirectory() ? 0o700 : 0o600);
    }
    for (const name of leftovers) rmSync(join(dataDir, name), { recursive: true, force: true });
  });
}

function openNames(dataDir: string): string[] {
  if (process.platform === 'win32') return [];
  return ['.', ...namesIn(dataDir)].filter((name) => {
    const stat = statSync(join(dataDir, name), { throwIfNoEntry: false });
    return stat !== undefined && (stat.isFile() || stat.isDirectory()) && (stat.mode & 0o077) !== 0;
  });
}

function freeBytes(dataDir: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(dataDir);
    return bavail * bsize;
  } catch {
    return undefined; // some network drives do not tell
  }
}

function isOld(path: string, now: number, age: number): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && now - stat.mtimeMs > age;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

import { closeSync, copyFileSync, fsyncSync, openSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { movingPrefix, pinnedPrefix } from './claimedDisk.ts';
import { hasCode, namesIn } from './hostRecord.ts';

/** A holder that still lives may put a file in as fast as it is taken out; not for long, since each of its writes checks. */
const maxRounds = 100;

/**
 * Removes the folder of an earlier claim. Once it is gone, no file of its holder can be renamed into the data
 * directory, and no file there can be opened by it: whatever it still holds open is made a copy of, and the copy
 * takes its place.
 * @param work the folder of the new holder
 * @throws the file system's error
 */
export function revoke(dataDir: string, claim: string, work: string): void {
  for (const name of namesIn(claim)) {
    if (name.startsWith('work-')) takeOver(dataDir, join(claim, name), work);
  }
  rmSync(claim, { recursive: true, force: true });
}

function takeOver(dataDir: string, theirs: string, work: string): void {
  for (let round = 0; ; round++) {
    for (const name of namesIn(theirs)) {
      const from = join(theirs, name);
      // Begun by one holder, ended by the other: both do the same.
      if (name.startsWith(movingPrefix)) renameIfThere(from, join(dataDir, name.slice(movingPrefix.length)));
      // It says that the file may be open in the other process, also to whoever comes if this one dies now.
      else if (name.startsWith(pinnedPrefix)) renameIfThere(from, join(work, name));
      else rmSync(from, { force: true });
    }
    if (isRemoved(theirs)) break;
    if (round >= maxRounds) throw new Error(`${theirs} does not get empty`);
  }
  for (const name of namesIn(work)) {
    if (name.startsWith(pinnedPrefix)) replaceByCopy(dataDir, name.slice(pinnedPrefix.length), work);
  }
}

/** Whoever has the file open goes on with the old one, which nobody reads any more. */
function replaceByCopy(dataDir: string, name: string, work: string): void {
  const copy = join(work, `${name}.new`);
  try {
    copyFileSync(join(dataDir, name), copy);
    const file = openSync(copy, 'r+');
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(copy, join(dataDir, name));
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
  rmSync(join(work, `${pinnedPrefix}${name}`), { force: true });
}

function isRemoved(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return true;
    if (hasCode(error, 'ENOTEMPTY', 'EEXIST')) return false;
    throw error;
  }
}

function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}

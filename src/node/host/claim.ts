import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  claimNumbers,
  claimsFolder,
  freeFile,
  hasCode,
  namesIn,
  newestClaim,
  recordFile,
  type HostRecord,
} from './hostRecord.ts';
import { revoke } from './revoke.ts';

/** A claim that is being prepared stands under such a name; what a killed contender left goes after this time, ms. */
const preparedPrefix = 'new-';
const preparedForMs = 60_000;

/**
 * The folder in which the holder of a claim prepares whatever it publishes in the data directory. The next holder
 * removes it before it reads anything: from then on nothing of this one can come into its place any more.
 */
export function workFolder(dataDir: string, number: number, id: string): string {
  return join(dataDir, claimsFolder, String(number), `work-${id}`);
}

/** The same of a claim that is known by its id only; one that is gone has a folder that is not there. */
export function workFolderOf(dataDir: string, id: string): string {
  const { number, record } = newestClaim(dataDir);
  return workFolder(dataDir, record?.id === id ? number : 0, id);
}

/**
 * Makes the claim that follows the given one. A folder is prepared and renamed, so that the claim is there whole or
 * not at all, and of several contenders that all found the same holder dead, one gets the number.
 * @param after number of the newest claim, as it was found free or dead
 * @returns false if another one came first
 * @throws the file system's error
 */
export function claimDirectory(dataDir: string, record: HostRecord, after: number): boolean {
  const claims = join(dataDir, claimsFolder);
  const prepared = join(claims, `${preparedPrefix}${record.id}`);
  const number = after + 1;
  mkdirSync(claims, { recursive: true, mode: 0o700 });
  try {
    mkdirSync(join(prepared, `work-${record.id}`), { recursive: true, mode: 0o700 });
    writeFileSync(join(prepared, recordFile), JSON.stringify(record), { mode: 0o600 });
    renameSync(prepared, join(claims, String(number)));
  } catch (error) {
    // Windows says EPERM where a folder is in the way; ENOENT: it was taken for one that was left behind.
    const isTaken = hasCode(error, 'ENOTEMPTY', 'EEXIST', 'ENOENT');
    if (isTaken || (hasCode(error, 'EPERM') && claimNumbers(dataDir).includes(number))) return false;
    throw error;
  } finally {
    rmSync(prepared, { recursive: true, force: true });
  }
  // Who slept since it looked may have taken a number that others had left behind.
  if (newestClaim(dataDir).record?.id === record.id) return true;
  rmSync(join(claims, String(number)), { recursive: true, force: true });
  return false;
}

/**
 * Takes from all earlier holders the means to write, and finishes what one of them was moving. To be called by the
 * holder before it reads anything.
 * @throws the file system's error
 */
export function revokeEarlier(dataDir: string, id: string): void {
  const { number, record } = newestClaim(dataDir);
  if (record?.id !== id) return;
  const claims = join(dataDir, claimsFolder);
  for (const earlier of claimNumbers(dataDir)) {
    if (earlier < number) revoke(dataDir, join(claims, String(earlier)), workFolder(dataDir, number, id));
  }
  for (const name of namesIn(claims)) {
    if (name.startsWith(preparedPrefix) && isOld(join(claims, name))) {
      rmSync(join(claims, name), { recursive: true, force: true });
    }
  }
}

/**
 * Gives the directory free, if it is still ours: nothing may be written under this claim any more.
 * @param keptFor version of the process that asked for it
 */
export function releaseDirectory(dataDir: string, id: string, keptFor?: string): void {
  const { number, record } = newestClaim(dataDir);
  if (record?.id !== id) return;
  const own = join(dataDir, claimsFolder, String(number));
  rmSync(workFolder(dataDir, number, id), { recursive: true, force: true });
  const courtesy = keptFor === undefined ? {} : { version: keptFor, since: Date.now() };
  writeFileSync(join(own, freeFile), JSON.stringify(courtesy), { mode: 0o600 });
  rmSync(join(own, recordFile), { force: true });
}

function isOld(path: string): boolean {
  try {
    return Date.now() - statSync(path).mtimeMs > preparedForMs;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

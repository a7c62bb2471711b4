import * as nodeFs from 'node:fs';
import { join, resolve } from 'node:path';
import { isLeftBehind, whileHeld } from '../heldFiles.ts';
import { socketFile } from './hostAddress.ts';
import {
  claimNumbers,
  claimsFolder,
  freeFile,
  freeNumberFrom,
  hasCode,
  namesIn,
  newestClaim,
  proofPrefix,
  recordFile,
  type HostRecord,
} from './hostRecord.ts';
import { revoke, type RevokeOptions, type RevokingDisk } from './revoke.ts';

/** A claim that is being prepared stands under such a name; what a killed contender left goes after this time, ms. */
const preparedPrefix = 'new-';
const preparedForMs = 60_000;

/** What claiming asks of the file system. */
export type ClaimingDisk = RevokingDisk & Pick<typeof nodeFs, 'mkdirSync'>;

export interface ClaimOptions extends RevokeOptions {
  readonly disk?: ClaimingDisk;
}

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
 * Where a process prepares its claim, and opens its socket before others can see it. The name is short: it is part of
 * the path of that socket.
 */
export function preparedFolder(dataDir: string, id: string): string {
  return join(resolve(dataDir), claimsFolder, `${preparedPrefix}${id.slice(0, 8)}`);
}

/**
 * Makes the claim that follows the given one. A folder is prepared and renamed, so that the claim is there whole or
 * not at all, and of several contenders that all found the same holder dead, one gets the number.
 * @param after number of the newest claim, as it was found free or dead
 * @returns false if another one came first
 * @throws the file system's error
 */
export function claimDirectory(
  dataDir: string,
  record: HostRecord,
  after: number,
  { disk = nodeFs, platform }: ClaimOptions = {},
): boolean {
  const claims = join(dataDir, claimsFolder);
  const prepared = preparedFolder(dataDir, record.id);
  const number = freeNumberFrom(dataDir, after + 1);
  const isThere = (): boolean => claimNumbers(dataDir).includes(number);
  disk.mkdirSync(claims, { recursive: true, mode: 0o700 });
  try {
    disk.mkdirSync(join(prepared, `work-${record.id}`), { recursive: true, mode: 0o700 });
    disk.writeFileSync(join(prepared, recordFile), JSON.stringify(record), { mode: 0o600 });
    whileHeld(
      () => {
        disk.renameSync(prepared, join(claims, String(number)));
      },
      { platform, isHopeless: isThere },
    );
  } catch (error) {
    // Windows says EPERM where a folder is in the way; ENOENT: it was taken for one that was left behind.
    const isTaken = hasCode(error, 'ENOTEMPTY', 'EEXIST', 'ENOENT');
    if (isTaken || (hasCode(error, 'EPERM', 'EACCES') && isThere())) return false;
    throw error;
  } finally {
    removeOrLeave(prepared, disk);
  }
  // Who slept since it looked may have taken a number that others had left behind.
  if (newestClaim(dataDir).record?.id === record.id) return true;
  removeOrLeave(join(claims, String(number)), disk);
  return false;
}

/**
 * Takes from all earlier holders the means to write, and finishes what one of them was moving. To be called by the
 * holder before it reads anything.
 * @throws the file system's error
 */
export function revokeEarlier(dataDir: string, id: string, options: ClaimOptions = {}): void {
  const { number, record } = newestClaim(dataDir);
  if (record?.id !== id) return;
  const claims = join(dataDir, claimsFolder);
  for (const earlier of claimNumbers(dataDir)) {
    if (earlier < number)
      revoke(dataDir, join(claims, String(earlier)), workFolder(dataDir, number, id), options);
  }
  for (const name of namesIn(claims)) {
    const isOfAMoment = [preparedPrefix, proofPrefix].some((prefix) => name.startsWith(prefix));
    if (isOfAMoment && isOld(join(claims, name))) removeOrLeave(join(claims, name), options.disk);
  }
}

/**
 * Gives the directory free, if it is still ours: nothing may be written under this claim any more.
 * @param keptFor version of the process that asked for it
 */
export function releaseDirectory(
  dataDir: string,
  id: string,
  keptFor?: string,
  { disk = nodeFs, platform }: ClaimOptions = {},
): void {
  const { number, record } = newestClaim(dataDir);
  if (record?.id !== id) return;
  const own = join(dataDir, claimsFolder, String(number));
  for (const path of [workFolder(dataDir, number, id), join(own, socketFile)]) removeOrLeave(path, disk);
  const courtesy = keptFor === undefined ? {} : { version: keptFor, since: Date.now() };
  disk.writeFileSync(join(own, freeFile), JSON.stringify(courtesy), { mode: 0o600 });
  whileHeld(
    () => {
      disk.rmSync(join(own, recordFile), { force: true });
    },
    { platform },
  );
}

/** What some program has open is left: each new holder removes whatever stands under an earlier number, or is old. */
function removeOrLeave(path: string, disk: ClaimingDisk = nodeFs): void {
  try {
    disk.rmSync(path, { recursive: true, force: true });
  } catch (error) {
    if (!isLeftBehind(error)) throw error;
  }
}

function isOld(path: string): boolean {
  try {
    return Date.now() - nodeFs.statSync(path).mtimeMs > preparedForMs;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

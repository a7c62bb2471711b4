import * as nodeFs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Logger } from '../../core/ports.ts';
import { isLeftBehind, whileHeld } from '../heldFiles.ts';
import { movingPrefix, pinnedPrefix } from './claimedDisk.ts';
import { hasCode, namesIn } from './hostRecord.ts';

/** A holder that still lives may put a file in as fast as it is taken out; not for long, since each of its writes checks. */
const maxRounds = 100;

const workPrefix = 'work-';

/** What taking over asks of the file system. */
export type RevokingDisk = Pick<
  typeof nodeFs,
  | 'closeSync'
  | 'copyFileSync'
  | 'fsyncSync'
  | 'openSync'
  | 'renameSync'
  | 'rmdirSync'
  | 'rmSync'
  | 'writeFileSync'
>;

export interface RevokeOptions {
  /** Default: the file system. */
  readonly disk?: RevokingDisk;
  /** Default: this machine's. */
  readonly platform?: NodeJS.Platform;
  readonly logger?: Logger;
}

/**
 * Removes the folder of an earlier claim. Once it is gone, no file of its holder can be renamed into the data
 * directory, and no file there can be opened by it: whatever it still holds open is made a copy of, and the copy
 * takes its place. A folder that cannot be removed, since some program has it or a file in it open, gets another name
 * and is left for the next holder; where even that is refused, the look at the claim before and after each write
 * stands alone.
 * @param work the folder of the new holder
 * @throws the file system's error where something of the history cannot be put in its place
 */
export function revoke(dataDir: string, claim: string, work: string, options: RevokeOptions = {}): void {
  const { disk = nodeFs, platform, logger } = options;
  const take: TakeOver = { dataDir, work, disk, put: new Placing(disk, platform) };
  const works = namesIn(claim).filter((name) => name.startsWith(workPrefix));
  // All of them, whichever cannot be removed.
  const areTaken = works.map((name) => takeOver(join(claim, name), take)).every(Boolean);
  if (!areTaken || !take.put.removed(claim))
    logger?.info('the folder of an earlier host is held open, and left for later', { claim });
}

interface TakeOver {
  readonly dataDir: string;
  /** Of the new holder. */
  readonly work: string;
  readonly disk: RevokingDisk;
  readonly put: Placing;
}

/** What became of a folder: its holder may have put something in again, or some program has it open. */
type Removal = 'gone' | 'filled' | 'held';

/** @returns whether nothing can come out of the folder any more */
function takeOver(theirs: string, take: TakeOver): boolean {
  let state: Removal = 'filled';
  for (let round = 0; round < maxRounds && state === 'filled'; round++)
    state = sweep(theirs, take) ? take.put.removedEmpty(theirs) : 'held';
  const isTaken = state === 'gone' || isMovedAway(theirs, take);
  for (const name of namesIn(take.work)) {
    if (name.startsWith(pinnedPrefix)) replaceByCopy(name.slice(pinnedPrefix.length), take);
  }
  return isTaken;
}

/** Puts in its place what was on its way, and removes the rest. @returns false if some of it cannot be removed */
function sweep(theirs: string, { dataDir, work, put }: TakeOver): boolean {
  let isSwept = true;
  for (const name of namesIn(theirs)) {
    const from = join(theirs, name);
    // Begun by one holder, ended by the other: both do the same.
    if (name.startsWith(movingPrefix)) put.ifThere(from, join(dataDir, name.slice(movingPrefix.length)));
    // It says that the file may be open in the other process, also to whoever comes if this one dies now.
    else if (name.startsWith(pinnedPrefix)) isSwept = put.marked(from, join(work, name)) && isSwept;
    else isSwept = put.removed(from) && isSwept;
  }
  return isSwept;
}

/** Under another name the folder is of no more use to its holder than one that is gone. */
function isMovedAway(theirs: string, take: TakeOver): boolean {
  const away = join(dirname(theirs), basename(theirs).replace(workPrefix, 'left-'));
  try {
    take.put.whole(theirs, away);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return true;
    if (isLeftBehind(error)) return false;
    throw error;
  }
  sweep(away, take);
  return true;
}

/** Whoever has the file open goes on with the old one, which nobody reads any more. */
function replaceByCopy(name: string, { dataDir, work, disk, put }: TakeOver): void {
  const copy = join(work, `${name}.new`);
  try {
    disk.copyFileSync(join(dataDir, name), copy);
    const file = disk.openSync(copy, 'r+');
    try {
      disk.fsyncSync(file);
    } finally {
      disk.closeSync(file);
    }
    put.whole(copy, join(dataDir, name));
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
  put.removed(join(work, `${pinnedPrefix}${name}`));
}

/** Puts files in their places, and waits for whoever looks at them for a moment; what goes away can do so later. */
class Placing {
  readonly #disk: RevokingDisk;
  readonly #platform: NodeJS.Platform | undefined;

  constructor(disk: RevokingDisk, platform: NodeJS.Platform | undefined) {
    this.#disk = disk;
    this.#platform = platform;
  }

  whole(from: string, to: string): void {
    whileHeld(
      () => {
        this.#disk.renameSync(from, to);
      },
      { platform: this.#platform },
    );
  }

  ifThere(from: string, to: string): void {
    try {
      this.whole(from, to);
      // After a power cut a file may be there under both names, and such a renaming does nothing.
      if (isSameFile(from, to)) this.#disk.rmSync(from, { force: true });
    } catch (error) {
      if (!hasCode(error, 'ENOENT')) throw error;
    }
  }

  /**
   * Only the name says something: where that of the file cannot be moved, a new one does as well.
   * @returns false if the old one is left
   */
  marked(from: string, to: string): boolean {
    try {
      this.ifThere(from, to);
      return true;
    } catch (error) {
      if (!isLeftBehind(error)) throw error;
      this.#disk.writeFileSync(to, '', { mode: 0o600 });
      return false;
    }
  }

  removedEmpty(folder: string): Removal {
    try {
      this.#disk.rmdirSync(folder);
      return 'gone';
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return 'gone';
      if (hasCode(error, 'ENOTEMPTY', 'EEXIST')) return 'filled';
      if (isLeftBehind(error)) return 'held';
      throw error;
    }
  }

  /** @returns false if something has it open */
  removed(path: string): boolean {
    try {
      this.#disk.rmSync(path, { recursive: true, force: true });
      return true;
    } catch (error) {
      if (isLeftBehind(error)) return false;
      throw error;
    }
  }
}

function isSameFile(path: string, other: string): boolean {
  const found = nodeFs.statSync(path, { throwIfNoEntry: false, bigint: true });
  return (
    found !== undefined && found.ino === nodeFs.statSync(other, { throwIfNoEntry: false, bigint: true })?.ino
  );
}

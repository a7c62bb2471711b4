import * as nodeFs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Disk } from '../dataFolder.ts';
import { isLeftBehind, whileHeld } from '../heldFiles.ts';
import { hasCode } from './hostRecord.ts';

/** In the work folder of a claim: a file on its way to the name that follows. */
export const movingPrefix = 'moving-';
/** The same: a second name of a file that this holder adds to. */
export const pinnedPrefix = 'pinned-';

const fileMode = 0o600;
/** exFAT, some network shares and containers have no hard links. */
const withoutLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EACCES', 'EMLINK', 'EXDEV'];

/**
 * The file system as the holder of a claim uses it: whatever it changes in the data directory goes through the work
 * folder of the claim. A look at the claim before a write cannot stop a process that stands still between the two; that
 * its work folder is gone by then can.
 */
export function claimedDisk(work: string): Disk {
  const { closeSync, fsyncSync, mkdirSync, readdirSync, readFileSync, statSync, writeSync } = nodeFs;
  const isPrepared = (path: nodeFs.PathLike): boolean => String(path).endsWith('.new');
  const placed = (path: nodeFs.PathLike): nodeFs.PathLike =>
    isPrepared(path) ? join(work, basename(String(path))) : path;
  const inWork = (prefix: string, path: nodeFs.PathLike): string =>
    join(work, `${prefix}${basename(String(path))}`);
  return {
    ...{ closeSync, fsyncSync, mkdirSync, readdirSync, readFileSync, statSync, writeSync },
    chmodSync: (path, mode) => {
      nodeFs.chmodSync(placed(path), mode);
    },
    copyFileSync: (from, to, mode) => {
      nodeFs.copyFileSync(from, placed(to), mode);
    },
    linkSync: (from, to) => {
      nodeFs.linkSync(from, placed(to));
    },
    openSync: (path, flags, mode) =>
      flags === 'a'
        ? openToAdd(String(path), inWork(pinnedPrefix, path))
        : nodeFs.openSync(placed(path), flags, mode),
    renameSync: (from, to) => {
      if (isPrepared(from)) nodeFs.renameSync(placed(from), to);
      else move(from, inWork(movingPrefix, to), to);
    },
    rmSync: (path, options) => {
      if (isPrepared(path)) {
        nodeFs.rmSync(placed(path), options);
        return;
      }
      const gone = inWork('gone-', path);
      whileHeld(() => {
        if (nodeFs.existsSync(path)) nodeFs.renameSync(path, gone);
      });
      for (const left of [gone, inWork(pinnedPrefix, path)]) removeOrLeave(left);
      // What was deleted is not to be found under its other names after a power cut.
      syncFolder(work);
    },
  };
}

/** The name that matters is gone already; the work folder goes with the claim. */
function removeOrLeave(path: string): void {
  try {
    nodeFs.rmSync(path, { force: true });
  } catch (error) {
    if (!isLeftBehind(error)) throw error;
  }
}

/** In two steps, of which the first needs the work folder; also goes on where the second one failed. */
function move(from: nodeFs.PathLike, via: string, to: nodeFs.PathLike): void {
  try {
    nodeFs.renameSync(from, via);
  } catch (error) {
    if (!hasCode(error, 'ENOENT') || !nodeFs.existsSync(via)) throw error;
  }
  nodeFs.renameSync(via, to);
  // In this order, so that a power cut neither loses the file nor brings the step between back: the next holder would
  // finish it, long after.
  for (const path of [to, via]) syncFolder(dirname(String(path)));
}

function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = nodeFs.openSync(path, 'r');
  try {
    nodeFs.fsyncSync(folder);
  } catch (error) {
    if (!hasCode(error, 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP')) throw error;
  } finally {
    nodeFs.closeSync(folder);
  }
}

/**
 * Opens a file for adding by its second name in the work folder. The next holder takes that name away and puts a copy
 * in the place of the file, so that a write that comes late ends in a file that nobody reads.
 */
function openToAdd(path: string, pin: string): number {
  const { O_APPEND, O_WRONLY } = nodeFs.constants;
  const current = nodeFs.statSync(path, { throwIfNoEntry: false });
  const pinned = nodeFs.statSync(pin, { throwIfNoEntry: false });
  if (current === undefined || pinned?.ino !== current.ino) {
    nodeFs.rmSync(pin, { force: true });
    if (current === undefined) nodeFs.closeSync(nodeFs.openSync(pin, 'ax', fileMode));
    try {
      if (current === undefined) nodeFs.linkSync(pin, path);
      else nodeFs.linkSync(path, pin);
    } catch (error) {
      if (!hasCode(error, ...withoutLinks)) throw error;
      nodeFs.rmSync(pin, { force: true });
      return nodeFs.openSync(path, 'a', fileMode);
    }
  }
  // Without making it: where it is gone, the claim is.
  return nodeFs.openSync(pin, O_WRONLY | O_APPEND);
}

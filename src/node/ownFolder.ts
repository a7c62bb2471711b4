import { accessSync, chmodSync, constants, statSync, type Stats } from 'node:fs';
import { HostError } from '../core/errors.ts';
import type { Logger } from '../core/ports.ts';
import { guarded } from './dataFolder.ts';

const writableByOthers = 0o022;
/** Of a folder in which everybody keeps files, such as /tmp. */
const sticky = 0o1000;
const superuser = 0;

export interface OwnFolderOptions {
  readonly logger?: Logger | undefined;
  /** Id of the user; default that of this process. */
  readonly user?: number | undefined;
}

/**
 * Makes sure that no other user can put files of theirs in the place of ours: takes the right to write a folder of the
 * user's own from others, and refuses what cannot be put right. Systems without such rights refuse nothing.
 * @param path a folder that is there
 * @returns whether the folder is the user's; one of somebody else can at most be read
 * @throws HostError `refused`; HistoryError `unwritable` if it cannot be looked at
 */
export function ownFolder(
  path: string,
  { logger, user = process.geteuid?.() }: OwnFolderOptions = {},
): boolean {
  if (user === undefined) return true;
  const stat = guarded(path, 'use', () => statSync(path));
  if (stat.uid !== user && stat.uid !== superuser) {
    if (!isWritable(path)) return false;
    throw refused(`The folder ${path} belongs to another user (${stat.uid})`, 'make it yours (chown)');
  }
  if (!isOpen(stat)) return true;
  if ((stat.mode & sticky) !== 0)
    throw refused(`All users of this machine keep files in ${path}`, 'make a folder in it (mkdir -m 700)');
  if (stat.uid !== user)
    throw refused(`Other users of this machine may write to ${path}`, 'take that from them (chmod go-w)');
  const left = endWriting(path, stat.mode & 0o777);
  if (left === undefined) return true;
  logger?.warn(
    left
      ? 'other users of this machine may be able to change the data directory: its drive keeps no rights'
      : 'other users of this machine could change the data directory; that was ended',
    { path },
  );
  return true;
}

/** @returns whether others still have the right afterwards; `undefined` = nobody can write there anyway */
function endWriting(path: string, mode: number): boolean | undefined {
  try {
    chmodSync(path, mode & ~writableByOthers);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EROFS') return undefined;
  }
  return isOpen(statSync(path));
}

const isOpen = ({ mode }: Stats): boolean => (mode & writableByOthers) !== 0;

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function refused(what: string, next: string): HostError {
  return new HostError('refused', `${what}: they could change the history and read the sign-ins.`, {
    hint: `Choose another data directory, or ${next}.`,
  });
}

import { lstatSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { HistoryError } from '../../core/errors.ts';
import { folderError } from '../dataFolder.ts';
import { claimsFolder, hasCode } from './hostRecord.ts';

/**
 * What a file system refuses in a data directory, as a sentence with the path, its owner and the next step.
 * Other errors stay what they are.
 * @param user id of the user; default that of this process
 */
export function claimTrouble(
  dataDir: string,
  error: unknown,
  user: number | undefined = process.geteuid?.(),
): unknown {
  const path = pathOf(error);
  if (path === undefined) return error;
  const root = resolve(dataDir);
  if (path !== root && !path.startsWith(root + sep)) return error;
  const say = (at: string, why: string, hint: string): HistoryError =>
    new HistoryError('unwritable', `Cannot use ${at}: ${why}.`, {
      hint: `${hint}, or choose another data directory.`,
      cause: error,
    });
  if (hasCode(error, 'EISDIR')) return say(path, 'a folder is in its way', 'Move that folder');
  const others = hasCode(error, 'EACCES', 'EPERM') ? firstOfOthers(root, path, user) : undefined;
  if (others === undefined) return folderError(path, 'use', error);
  const owner = others.uid === 0 ? 'the system (root)' : `another user (${others.uid})`;
  return say(
    others.path,
    `it belongs to ${owner}, perhaps since Backbeat once ran with sudo`,
    `Make it yours (sudo chown -R "$(id -u)" '${join(root, claimsFolder)}')`,
  );
}

/** Whether the data directory is the user's and something in it is not: an accident, not a directory that is only read. */
export function isOthersInOurs(
  dataDir: string,
  error: unknown,
  user: number | undefined = process.geteuid?.(),
): boolean {
  const path = pathOf(error);
  const root = resolve(dataDir);
  const others = path?.startsWith(root + sep) === true ? firstOfOthers(root, path, user) : undefined;
  return others !== undefined && others.path !== root;
}

function pathOf(error: unknown): string | undefined {
  const { path } = error as NodeJS.ErrnoException;
  return error instanceof Error && typeof path === 'string' ? resolve(path) : undefined;
}

/** The outermost part of a path in the data directory that is not the user's. */
function firstOfOthers(
  root: string,
  path: string,
  user: number | undefined,
): { readonly path: string; readonly uid: number } | undefined {
  if (user === undefined) return undefined;
  const parts: string[] = [];
  for (let at = path; at.length >= root.length; at = dirname(at)) parts.unshift(at);
  for (const at of parts) {
    try {
      const { uid } = lstatSync(at);
      if (uid !== user) return { path: at, uid };
    } catch {
      return undefined; // it may not even be looked at
    }
  }
  return undefined;
}

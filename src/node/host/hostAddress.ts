import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  openSync,
  rmSync,
  type Stats,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';

/** Name of a host's socket, in the folder of its claim or in one of its own among the temporary files. */
export const socketFile = 'host.sock';

const pipePrefix = String.raw`\\.\pipe\backbeat-`;
const temporaryPrefix = 'backbeat-';
/** As `mkdtemp` completes the name. */
const temporaryName = /^backbeat-[A-Za-z0-9]{6}$/;

/** The last resort where the folder for temporary files is not there, or its path is too long for a socket. */
const commonTemporaryFolder = '/tmp';

/** Longest path of a Unix socket, bytes, without the zero at its end. Longer ones are cut off without a word. */
const longestPath = process.platform === 'linux' ? 107 : 103;

/** The folders that a process has open, by their numbers: a short way to a folder with a long path. */
const openFolders = '/proc/self/fd';

/**
 * A new address that no other user can reach: a socket in a 0700 folder, or a pipe with a random name.
 * @throws the file system's error
 */
export function newHostAddress(): string {
  if (process.platform === 'win32') return `${pipePrefix}${randomUUID()}`;
  const inFolder = (parent: string): string => join(parent, `${temporaryPrefix}xxxxxx`, socketFile);
  const isUsable = existsSync(tmpdir()) && isShort(inFolder(tmpdir()));
  const folder = mkdtempSync(join(isUsable ? tmpdir() : commonTemporaryFolder, temporaryPrefix));
  chmodSync(folder, 0o700);
  return join(folder, socketFile);
}

/** Removes what {@link newHostAddress} made, ours or a dead holder's. */
export function removeHostAddress(address: string): void {
  if (process.platform === 'win32') return;
  const folder = dirname(resolve(address));
  const parents = [tmpdir(), commonTemporaryFolder].map((parent) => resolve(parent));
  const isMade = parents.includes(dirname(folder)) && temporaryName.test(basename(folder));
  if (isMade) rmSync(folder, { recursive: true, force: true });
}

/**
 * What stands at an address: a socket or pipe of this user, nothing, something that no host of this user made, or
 * something that this process may not look at.
 */
export type AddressState = 'ours' | 'missing' | 'foreign' | 'hidden';

/**
 * Looks at an address before anything is said there: a directory that a stranger made may name a socket of theirs.
 * @param isInClaim the address is in the folder of a claim, whose owner and mode are looked at all the same
 */
export function addressState(
  address: string,
  isInClaim: boolean,
  user: number | undefined = process.geteuid?.(),
): AddressState {
  if (process.platform === 'win32') return address.startsWith(pipePrefix) ? 'ours' : 'foreign';
  const folder = dirname(address);
  const isNamedSo = isAbsolute(address) && basename(address) === socketFile;
  if (!isNamedSo || !(isInClaim || temporaryName.test(basename(folder)))) return 'foreign';
  const others = isInClaim ? 0o022 : 0o077;
  try {
    const of = (path: string, is: (stat: Stats) => boolean): boolean => {
      const stat = lstatSync(path);
      return stat.uid === user && is(stat);
    };
    const isOwnFolder = of(folder, (stat) => stat.isDirectory() && (stat.mode & others) === 0);
    return isOwnFolder && of(address, (stat) => stat.isSocket()) ? 'ours' : 'foreign';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return 'missing';
    return code === 'EACCES' || code === 'EPERM' ? 'hidden' : 'foreign';
  }
}

/** A path by which a socket can be reached in this process, as long as it is not closed. */
export interface SocketPath {
  readonly path: string;
  close(): void;
}

/**
 * The address itself where it is short enough for a socket, else a way to it over its open folder.
 * @returns `undefined` where there is no such way
 * @throws the file system's error
 */
export function socketPath(address: string): SocketPath | undefined {
  if (process.platform === 'win32' || isShort(address)) return { path: address, close: () => undefined };
  if (process.platform !== 'linux' || !existsSync(openFolders)) return undefined;
  const folder = openSync(dirname(address), 'r');
  return {
    path: join(openFolders, String(folder), basename(address)),
    close: () => {
      closeSync(folder);
    },
  };
}

const isShort = (path: string): boolean => Buffer.byteLength(path) <= longestPath;

import { randomUUID } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { HistoryError, HostError } from '../../core/errors.ts';
import type { Host, StorageNotes } from '../../core/hostApi.ts';
import type { Observe } from '../../core/observe/observe.ts';
import type { Logger } from '../../core/ports.ts';
import type { Api, Disposable } from '../../protocol/api.ts';
import type { CredentialVault } from '../../core/spotify/credentials.ts';
import { guarded } from '../dataFolder.ts';
import { ownFolder } from '../ownFolder.ts';
import { becomeHost } from './becomeHost.ts';
import { claimTrouble, isOthersInOurs } from './claimTrouble.ts';
import {
  claimsFolder,
  hasCode,
  newestClaim,
  recordFile,
  type HostRecord,
  type NewestClaim,
} from './hostRecord.ts';
import { joinHost } from './joinHost.ts';
import { isSameMachine, thisMachine, wasRestarted, type Machine } from './machine.ts';
import { openReadOnly } from './openReadOnly.ts';
import { expectNoLife } from './signOfLife.ts';
import { networkStorage } from './storageKind.ts';
import type { VaultSet } from './vaultSet.ts';
import { isNewer } from './versionOrder.ts';

/** Starts the host's work in this process, which now holds the directory under the given claim. */
export type StartHost = (claim: Claim, onLost: () => void) => Promise<Host>;

export interface Claim {
  /** `undefined` where the directory cannot be written: then nobody holds it, and nothing is stored. */
  readonly id: string | undefined;
  /** The accounts that the host can act for: its own, and those of its clients as long as they are connected. */
  readonly vaults: VaultSet;
  readonly storage: StorageNotes;
}

export interface DirectoryOptions {
  readonly dataDir: string;
  readonly version: string;
  readonly logger: Logger;
  readonly observe?: Observe;
  readonly startHost: StartHost;
  /** The vault of this process. */
  readonly vault: CredentialVault;
  /** Default that of this process. */
  readonly machine?: Machine;
  /** What kind of network storage a folder is on; default asks the operating system. */
  readonly storageKind?: typeof networkStorage;
  /** Whether sockets can be made in the data directory; default tries. */
  readonly holdsSockets?: boolean;
  /** How often a client asks its host for a sign of life, ms. */
  readonly pingMs?: number;
  /** How often a history on a full disk looks for room, ms. */
  readonly roomMs?: number;
  /** How long a newer version waits for an older host to finish its work, ms. */
  readonly handoverMs?: number;
}

/** Contenders settle in one or two rounds; more means that the directory cannot be claimed at all. */
const maxRounds = 20;

/** How long a directory that was given up for a newer version is left to it, ms. */
const courtesyMs = 3_000;
const courtesyStepMs = 50;

/**
 * Opens a data directory: as its host if nobody holds it, else as a client of the holder.
 * Exactly one process holds a directory; it alone opens the database. Where the directory cannot be written, what is
 * stored there can be asked all the same; where its disk is full, until there is room again.
 * @param onLost called once when the history goes away by itself; the next call of this function finds or
 * becomes the next host
 * @throws HostError `versionMismatch`, `unreachable`, `refused` where other users could change the directory;
 * HistoryError `unwritable`
 */
export async function openDirectory(
  options: DirectoryOptions,
  onLost: () => void,
): Promise<Api & Disposable> {
  try {
    return await hold(options, onLost);
  } catch (error) {
    throw claimTrouble(options.dataDir, error);
  }
}

async function hold(options: DirectoryOptions, onLost: () => void): Promise<Api & Disposable> {
  const { dataDir, version, logger, machine = thisMachine(), storageKind = networkStorage } = options;
  guarded(dataDir, 'use', () => {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  });
  const network = storageKind(dataDir);
  const storage: StorageNotes = network === undefined ? {} : { network: networkNote(network) };
  // Whoever can write the record of a host could have our sign-ins lent to a process of theirs.
  if (
    ![dataDir, join(dataDir, claimsFolder)].every((path) => !existsSync(path) || ownFolder(path, { logger }))
  )
    return openReadOnly(
      options,
      { ...storage, readOnly: readOnlyNote('it belongs to another user') },
      onLost,
    );
  for (let round = 0; round < maxRounds; round++) {
    const newest = await afterCourtesy(dataDir, version);
    const holder = newest.record;
    let isMissing = false;
    if (holder !== undefined && !wasRestarted(holder.machine, machine)) {
      const joined = await joinHost(holder, options, onLost);
      if (typeof joined !== 'string') return joined;
      isMissing = joined === 'missing';
    }
    if (holder !== undefined && newestClaim(dataDir).record?.id !== holder.id) continue;
    if (holder !== undefined && !isSameMachine(holder.machine, machine)) {
      const held = heldElsewhere(holder, dataDir, newest.number);
      // On a medium that nobody writes, such as a backup, no holder is in anybody's way.
      if (isWritable(dataDir)) throw held;
      return openReadOnly(
        options,
        { ...storage, readOnly: readOnlyNote('it is a copy of one that another machine holds') },
        onLost,
      );
    }
    if (isMissing) await expectNoLife(dataDir, newest);
    if (holder !== undefined)
      logger.info('the host that held the data directory is gone', { pid: holder.pid });
    const own = { id: randomUUID(), pid: process.pid, version, token: randomUUID(), machine };
    try {
      const opened = await becomeHost(options, { own, after: newest.number, storage }, onLost);
      if (opened !== undefined) return opened;
    } catch (error) {
      if (isFull(error)) {
        logger.warn('the data directory is on a full disk', { error });
        return openReadOnly(options, { ...storage, readOnly: fullNote }, onLost, () => hasRoom(dataDir));
      }
      if (!isReadOnly(error)) throw error;
      if (isOthersInOurs(dataDir, error.cause)) throw error.cause;
      logger.warn('the data directory cannot be written', { error });
      return openReadOnly(options, { ...storage, readOnly: readOnlyNote(whyReadOnly(error)) }, onLost);
    }
  }
  throw new HostError('unreachable', `The data directory ${dataDir} could not be claimed.`, {
    hint: 'Run `backbeat doctor` to see who holds it.',
  });
}

/** A directory that was given up for a newer version is that one's for a moment: who is older waits for its claim. */
async function afterCourtesy(dataDir: string, version: string): Promise<NewestClaim> {
  for (let waited = 0; ; waited += courtesyStepMs) {
    const newest = newestClaim(dataDir);
    const { keptFor } = newest;
    if (keptFor === undefined || !isNewer(keptFor.version, version)) return newest;
    if (waited >= courtesyMs || Math.abs(Date.now() - keptFor.since) > courtesyMs) return newest;
    await delay(courtesyStepMs);
  }
}

/** That nobody answers at its socket here says nothing about a process elsewhere. */
function heldElsewhere({ machine, pid }: HostRecord, dataDir: string, number: number): HostError {
  return new HostError(
    'unreachable',
    `Backbeat on the machine ${machine.name} (process ${pid}) holds the data directory ${dataDir}.`,
    {
      hint:
        'End it there, or choose another data directory. If that machine is gone for good, or this is a copy ' +
        `of its directory, remove the file ${join(dataDir, claimsFolder, String(number), recordFile)}.`,
    },
  );
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch (error) {
    if (hasCode(error, ...readOnlyCodes)) return false;
    throw error;
  }
}

const readOnlyCodes = ['EROFS', 'EACCES', 'EPERM'];
const fullCodes = ['ENOSPC', 'EDQUOT'];

/** Without the path: it stands in reports of defects. */
const fullNote =
  'The disk of the data directory is full: the history can be asked, but nothing is collected or stored until there is room.';

/** So much must be free again before a history is opened to be written, bytes. */
const roomBytes = 1024 * 1024;

function hasRoom(dataDir: string): boolean {
  const probe = join(dataDir, `room-${randomUUID()}`);
  try {
    writeFileSync(probe, new Uint8Array(roomBytes), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (hasCode(error, ...fullCodes)) return false;
    throw error;
  } finally {
    rmSync(probe, { force: true });
  }
}

function isReadOnly(error: unknown): error is HistoryError {
  return HistoryError.is(error, 'unwritable') && hasCode(error.cause, ...readOnlyCodes);
}

function isFull(error: unknown): boolean {
  return hasCode(HistoryError.is(error, 'unwritable') ? error.cause : error, ...fullCodes);
}

const whyReadOnly = ({ cause }: HistoryError): string =>
  hasCode(cause, 'EROFS') ? 'the medium is read-only' : 'permission denied';

/** Without the path: it stands in reports of defects. */
const readOnlyNote = (why: string): string =>
  `The data directory cannot be written (${why}): the history can be asked, but nothing is collected or stored.`;

const networkNote = (kind: string): string =>
  `The data directory is not on a disk of this machine (${kind}): use it from one machine at a time, or move it.`;

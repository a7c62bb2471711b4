import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { connect, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { HostError } from '../../core/errors.ts';
import type { Logger } from '../../core/ports.ts';
import { preparedFolder } from './claim.ts';
import { addressState, newHostAddress, removeHostAddress, socketFile, socketPath } from './hostAddress.ts';
import { claimsFolder, type HostRecord } from './hostRecord.ts';
import { serveClients, type Visitors } from './hostSocket.ts';

/** A host that listens, and what it writes down of itself. */
export interface HostSocket {
  readonly server: Server;
  readonly record: HostRecord;
}

export interface HostPlace {
  readonly dataDir: string;
  /** Of the claim that is to be made. */
  readonly number: number;
  readonly logger: Logger;
  /** Whether sockets can be made in the data directory. */
  readonly holdsSockets: boolean;
}

/**
 * Listens in the folder that becomes the claim, since whoever reads the claim reaches that; where its drive holds no
 * sockets, among the temporary files.
 * @throws HostError `unreachable` if it cannot listen anywhere
 */
export async function openHostSocket(
  own: Omit<HostRecord, 'address' | 'inClaim'>,
  place: HostPlace,
  visitors: Visitors,
): Promise<HostSocket> {
  return (await listenInClaim(own, place, visitors)) ?? (await listenApart(own, visitors));
}

async function listenInClaim(
  own: Omit<HostRecord, 'address'>,
  { dataDir, number, logger, holdsSockets }: HostPlace,
  visitors: Visitors,
): Promise<HostSocket | undefined> {
  if (process.platform === 'win32' || !holdsSockets) return undefined;
  const prepared = preparedFolder(dataDir, own.id);
  const now = join(prepared, socketFile);
  const address = join(resolve(dataDir), claimsFolder, String(number), socketFile);
  const record = { ...own, address, inClaim: true };
  let server: Server | undefined;
  try {
    mkdirSync(prepared, { recursive: true, mode: 0o700 });
    server = await serveClients(record, visitors, now);
    await reach(now);
    if (addressState(now, true) !== 'ours') throw new Error('the drive keeps no owners of sockets');
    return { server, record };
  } catch (error) {
    server?.close();
    logger.debug('the data directory can hold no socket', { error });
    return undefined;
  }
}

async function listenApart(own: Omit<HostRecord, 'address'>, visitors: Visitors): Promise<HostSocket> {
  let address: string | undefined;
  try {
    address = newHostAddress();
    const record = { ...own, address };
    return { server: await serveClients(record, visitors), record };
  } catch (cause) {
    if (address !== undefined) removeHostAddress(address);
    throw new HostError('unreachable', `No socket for other programs can be made in ${tmpdir()}.`, {
      hint: 'Name a folder for temporary files that is there and can be written (TMPDIR), and try again.',
      cause,
    });
  }
}

/** Some drives let a socket be made, and nobody reach it. @throws the system's error */
async function reach(address: string): Promise<void> {
  const way = socketPath(address);
  if (way === undefined) return;
  const socket = connect(way.path);
  try {
    await once(socket, 'connect');
  } finally {
    socket.destroy();
    way.close();
  }
}

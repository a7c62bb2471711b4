import { peerErrors } from '../../core/peerErrors.ts';
import type { MessageLink } from '../../protocol/messages.ts';
import { Peer } from '../../protocol/peer.ts';
import { vaultHandlers } from './clientVault.ts';
import { identityOf, leaveProof } from './directoryProof.ts';
import { removeHostAddress } from './hostAddress.ts';
import type { HostRecord } from './hostRecord.ts';
import { connectToHost, otherVersion, type Connection } from './hostSocket.ts';
import { defaultPingMs, livelyLink } from './livelyLink.ts';
import type { DirectoryOptions } from './openDirectory.ts';

/** How long an older host may take to finish what it does, ms. */
const defaultHandoverMs = 10_000;

/**
 * Connects to the holder as its client, and lends it the vault of this process.
 * @returns why not, if it does not come to that: nobody answers there any more, or an older host has given the
 * directory up (`gone`); nobody can be asked there, though the holder may live (`missing`); the record is none of a
 * host of this directory and this user (`stale`)
 * @throws HostError `versionMismatch`, `unreachable`; the file system's error
 */
export async function joinHost(
  holder: HostRecord,
  {
    dataDir,
    logger,
    observe,
    vault,
    version,
    pingMs = defaultPingMs,
    handoverMs = defaultHandoverMs,
  }: DirectoryOptions,
  onLost: () => void,
): Promise<Peer | 'gone' | 'missing' | 'stale'> {
  const connection = await connectFrom(dataDir, holder, version);
  switch (connection.kind) {
    case 'missing':
      return 'missing';
    case 'elsewhere':
    case 'foreign':
      logger.info('the record of a host is none of this directory', {
        pid: holder.pid,
        kind: connection.kind,
      });
      return 'stale';
    case 'gone':
      removeHostAddress(holder.address);
      return 'gone';
    case 'leaving':
      logger.info('an older host gives the data directory up', {
        ...{ pid: holder.pid, version: holder.version },
      });
      if (await isClosedWithin(connection.link, handoverMs)) return 'gone';
      connection.link.close();
      throw otherVersion(holder.version, version);
    case 'open':
  }
  logger.info('using the running host', { pid: holder.pid });
  const link = livelyLink(connection.link, pingMs);
  link.onClose(onLost);
  const peer = new Peer(link, peerErrors(logger), vaultHandlers(vault), observe);
  const following = vault.onChanged(() => {
    peer.emit('vault.changed', {});
  });
  link.onClose(() => {
    following.dispose();
  });
  return peer;
}

/** Shows the host the directory: by its numbers, and where these tell the host nothing, by a file in it. */
async function connectFrom(dataDir: string, holder: HostRecord, version: string): Promise<Connection> {
  const directory = identityOf(dataDir);
  const first = await connectToHost(holder, version, { directory });
  const left = first.kind === 'elsewhere' ? leaveProof(dataDir) : undefined;
  if (left === undefined) return first;
  try {
    return await connectToHost(holder, version, { directory, proof: left.proof });
  } finally {
    left.remove();
  }
}

async function isClosedWithin(link: MessageLink, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve(false);
    }, ms);
    link.onClose(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

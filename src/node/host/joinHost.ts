import { peerErrors } from '../../core/peerErrors.ts';
import type { MessageLink } from '../../protocol/messages.ts';
import { Peer } from '../../protocol/peer.ts';
import { vaultHandlers } from './clientVault.ts';
import type { HostRecord } from './hostRecord.ts';
import { connectToHost, otherVersion } from './hostSocket.ts';
import { defaultPingMs, livelyLink } from './livelyLink.ts';
import type { DirectoryOptions } from './openDirectory.ts';

/** How long an older host may take to finish what it does, ms. */
const defaultHandoverMs = 10_000;

/**
 * Connects to the holder as its client, and lends it the vault of this process.
 * @returns `undefined` if nobody answers there any more, or an older host has given the directory up
 * @throws HostError `versionMismatch`, `unreachable`
 */
export async function joinHost(
  holder: HostRecord,
  {
    logger,
    observe,
    vault,
    version,
    pingMs = defaultPingMs,
    handoverMs = defaultHandoverMs,
  }: DirectoryOptions,
  onLost: () => void,
): Promise<Peer | undefined> {
  const connection = await connectToHost(holder, version);
  if (connection.kind === 'gone') return undefined;
  if (connection.kind === 'leaving') {
    logger.info('an older host gives the data directory up', { pid: holder.pid, version: holder.version });
    if (await isClosedWithin(connection.link, handoverMs)) return undefined;
    connection.link.close();
    throw otherVersion(holder.version, version);
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

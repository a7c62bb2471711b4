import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { CancelledError, HostError } from '../../core/errors.ts';
import { peerErrors } from '../../core/peerErrors.ts';
import type { Host } from '../../core/hostApi.ts';
import type { Logger } from '../../core/ports.ts';
import type { Api, Disposable } from '../../protocol/api.ts';
import type { CredentialVault } from '../../core/spotify/credentials.ts';
import { Peer } from '../../protocol/peer.ts';
import { guarded } from '../dataFolder.ts';
import {
  claimDirectory,
  holdsDirectory,
  readHostRecord,
  releaseDirectory,
  removeStaleRecord,
  type HostRecord,
} from './hostRecord.ts';
import { connectToHost, newHostAddress, removeHostAddress, serveClients } from './hostSocket.ts';
import { clientVault, vaultHandlers } from './clientVault.ts';
import { Lazy } from './lazy.ts';
import { serveApi } from './serveApi.ts';
import { VaultSet } from './vaultSet.ts';

/** Starts the host's work in this process, which now holds the directory under the given claim. */
export type StartHost = (claim: Claim, onLost: () => void) => Promise<Host>;

export interface Claim {
  readonly id: string;
  /** The accounts that the host can act for: its own, and those of its clients as long as they are connected. */
  readonly vaults: VaultSet;
}

export interface DirectoryOptions {
  readonly dataDir: string;
  readonly version: string;
  readonly logger: Logger;
  readonly startHost: StartHost;
  /** The vault of this process. */
  readonly vault: CredentialVault;
}

/** Contenders settle in one or two rounds; more means that the directory cannot be claimed at all. */
const maxRounds = 20;

/** How often a host looks whether it is still the one on record, ms. */
const claimCheckMs = 2_000;

/**
 * Opens a data directory: as its host if nobody holds it, else as a client of the holder.
 * Exactly one process holds a directory; it alone opens the database.
 * @param onLost called once when the history goes away by itself; the next call of this function finds or
 * becomes the next host
 * @throws HostError `versionMismatch`, `unreachable`; HistoryError `unwritable`
 */
export async function openDirectory(
  options: DirectoryOptions,
  onLost: () => void,
): Promise<Api & Disposable> {
  const { dataDir, logger } = options;
  guarded(dataDir, 'use', () => {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  });
  const own: HostRecord = {
    id: randomUUID(),
    pid: process.pid,
    version: options.version,
    address: newHostAddress(),
    token: randomUUID(),
  };
  try {
    for (let round = 0; round < maxRounds; round++) {
      const holder = readHostRecord(dataDir);
      const opened = (await joinHost(holder, options, onLost)) ?? (await becomeHost(options, own, onLost));
      if (opened !== undefined) {
        if (opened instanceof Peer) removeHostAddress(own.address);
        return opened;
      }
      clearStaleClaim(dataDir, holder, own.id, logger);
    }
  } catch (error) {
    removeHostAddress(own.address);
    throw error;
  }
  removeHostAddress(own.address);
  throw new HostError('unreachable', `The data directory ${dataDir} could not be claimed.`, {
    hint: 'Run `backbeat doctor` to see who holds it.',
  });
}

async function joinHost(
  holder: HostRecord | undefined,
  { logger, vault }: DirectoryOptions,
  onLost: () => void,
): Promise<Peer | undefined> {
  const link = holder === undefined ? undefined : await connectToHost(holder);
  if (link === undefined) return undefined;
  logger.info('using the running host', { pid: holder?.pid });
  link.onClose(onLost);
  const peer = new Peer(link, peerErrors(logger), vaultHandlers(vault));
  const following = vault.onChanged(() => {
    peer.emit('vault.changed', {});
  });
  link.onClose(() => {
    following.dispose();
  });
  return peer;
}

/** Makes room if the holder that did not answer is still the one on record, or nobody readable is. */
function clearStaleClaim(dataDir: string, holder: HostRecord | undefined, by: string, logger: Logger): void {
  const current = readHostRecord(dataDir);
  if (current !== undefined && current.id !== holder?.id) return;
  logger.info('removing the claim of a host that is gone', { pid: holder?.pid });
  removeStaleRecord(dataDir, holder, by);
  if (holder !== undefined) removeHostAddress(holder.address);
}

async function becomeHost(
  { dataDir, logger, startHost, vault }: DirectoryOptions,
  own: HostRecord,
  onLost: () => void,
): Promise<(Api & Disposable) | undefined> {
  const clients = new Set<Disposable>();
  const vaults = new VaultSet();
  const ownVault = vaults.add(vault);
  let ending: 'closed' | 'lost' | undefined;
  let watch: NodeJS.Timeout | undefined;

  const stop = (): void => {
    clearInterval(watch);
    server.close();
    ownVault.dispose();
    for (const client of clients) client.dispose();
    try {
      releaseDirectory(dataDir, own.id);
      removeHostAddress(own.address);
    } catch (error) {
      logger.warn('the data directory could not be given free', { error });
    }
  };
  const host = new Lazy(() =>
    startHost({ id: own.id, vaults }, () => {
      if (ending !== undefined) return;
      ending = 'lost';
      stop(); // first: the next call of this process must not meet this host again
      void close();
      onLost();
    }),
  );
  const close = async (): Promise<void> => {
    clearInterval(watch);
    try {
      await (await host.get()).close();
    } catch (error) {
      logger.error('the host did not end well', { error });
    }
  };
  const end = (why: 'closed' | 'lost'): void => {
    if (ending !== undefined) return;
    ending = why;
    void close().then(stop);
  };

  // Whoever asks while the host ends waits for its end, and then asks the next one.
  const asked = new Lazy(async () => unanswered(await host.get(), () => ending !== undefined));
  const server = await serveClients(own, (link) => {
    const client = serveApi(link, asked, logger);
    const lent = vaults.add(clientVault(client));
    clients.add(client);
    link.onClose(() => {
      clients.delete(client);
      lent.dispose();
      client.dispose();
    });
  });
  try {
    if (!guarded(dataDir, 'write', () => claimDirectory(dataDir, own))) {
      server.close();
      ownVault.dispose();
      return undefined;
    }
    logger.info('this process is the host', { pid: own.pid });
    const api = await host.get();
    // A host whose record is another's by now would go on answering from what it holds in memory.
    watch = setInterval(() => {
      if (!isAnothers(dataDir, own, logger)) return;
      logger.warn('another process holds the data directory now');
      end('lost');
      onLost();
    }, claimCheckMs);
    watch.unref();
    return {
      call: async (method, params, callOptions) => {
        try {
          return await api.call(method, params, callOptions);
        } catch (error) {
          const isCut =
            ending === 'lost' && CancelledError.is(error) && callOptions?.signal?.aborted !== true;
          throw isCut ? peerErrors(logger).closed() : error;
        }
      },
      on: (event, listener) => api.on(event, listener),
      dispose: () => {
        end('closed');
      },
    };
  } catch (error) {
    stop();
    throw error;
  }
}

/** A record that cannot be read just now says nothing; every write looks at it again. */
function isAnothers(dataDir: string, own: HostRecord, logger: Logger): boolean {
  try {
    return !holdsDirectory(dataDir, own.id);
  } catch (error) {
    logger.debug('the record of the host cannot be read', { error });
    return false;
  }
}

/**
 * The API for clients: what begins after the end, or is cut short by it, is not answered. The client hears that the
 * host is gone when its link closes, where "cancelled" would be taken for its user's wish.
 */
function unanswered(api: Api, hasEnded: () => boolean): Api {
  const never = (): Promise<never> => new Promise(() => undefined);
  return {
    call: async (method, params, callOptions) => {
      if (hasEnded()) return never();
      try {
        return await api.call(method, params, callOptions);
      } catch (error) {
        const isCut = hasEnded() && (CancelledError.is(error) || HostError.is(error, 'gone'));
        if (isCut) return never();
        throw error;
      }
    },
    on: (event, listener) => api.on(event, listener),
  };
}

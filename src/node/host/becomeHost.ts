import { CancelledError, HostError } from '../../core/errors.ts';
import { peerErrors } from '../../core/peerErrors.ts';
import type { Logger } from '../../core/ports.ts';
import type { StorageNotes } from '../../core/hostApi.ts';
import type { Api, Disposable } from '../../protocol/api.ts';
import { guarded } from '../dataFolder.ts';
import { secretsOfLentVault } from '../observe/secretsOfVault.ts';
import { claimDirectory, releaseDirectory, revokeEarlier } from './claim.ts';
import { clientVault } from './clientVault.ts';
import { identityOf, isSameDirectory } from './directoryProof.ts';
import { removeHostAddress } from './hostAddress.ts';
import { freeNumberFrom, holdsDirectory, type HostRecord } from './hostRecord.ts';
import type { Visitors } from './hostSocket.ts';
import { Lazy } from './lazy.ts';
import { livelyLink } from './livelyLink.ts';
import type { DirectoryOptions } from './openDirectory.ts';
import { openHostSocket } from './openHostSocket.ts';
import { serveApi } from './serveApi.ts';
import { showLife } from './signOfLife.ts';
import { VaultSet } from './vaultSet.ts';
import { Workload } from './workload.ts';

/** What a process claims with. */
export interface Candidacy {
  readonly own: Omit<HostRecord, 'address' | 'inClaim'>;
  /** Number of the newest claim, as it was found free or dead. */
  readonly after: number;
  readonly storage: StorageNotes;
}

/** How often a host looks whether it is still the one on record, ms. */
const claimCheckMs = 2_000;

/**
 * Claims the directory and serves it.
 * @returns `undefined` if another one came first
 * @throws HistoryError `unwritable`
 */
export async function becomeHost(
  { dataDir, logger, observe, startHost, vault, holdsSockets = true }: DirectoryOptions,
  { own: candidate, after, storage }: Candidacy,
  onLost: () => void,
): Promise<(Api & Disposable) | undefined> {
  const clients = new Set<Disposable>();
  const number = freeNumberFrom(dataDir, after + 1);
  const held = identityOf(dataDir);
  const vaults = new VaultSet();
  const ownVault = vaults.add(vault);
  let ending: 'closed' | 'lost' | undefined;
  let watch: NodeJS.Timeout | undefined;
  let life: Disposable | undefined;
  /** Version of the newest process that asked for the directory. */
  let wantedBy: string | undefined;
  let isReady = false;
  let isStopped = false;

  const stop = (): void => {
    isStopped = true;
    clearInterval(watch);
    life?.dispose();
    server.close();
    ownVault.dispose();
    try {
      releaseDirectory(dataDir, own.id, wantedBy);
    } catch (error) {
      logger.warn('the data directory could not be given free', { error });
    }
    // After that: whoever hears of the end by its link finds the directory free.
    for (const client of clients) client.dispose();
    removeHostAddress(own.address);
  };
  const host = new Lazy(() =>
    startHost({ id: candidate.id, vaults, storage }, () => {
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
  const end = async (why: 'closed' | 'lost'): Promise<void> => {
    if (ending !== undefined) return;
    ending = why;
    await close();
    stop();
  };
  const stepDown = (): void => {
    if (wantedBy === undefined || ending !== undefined) return;
    logger.info('a newer version takes the data directory over', { version: wantedBy });
    void end('lost').then(onLost);
  };
  const workload = new Workload(stepDown);

  // Whoever asks while the host ends waits for its end, and then asks the next one.
  const asked = new Lazy(async () =>
    workload.counted(unanswered(await host.get(), () => ending !== undefined)),
  );
  const visitors: Visitors = {
    holds: (shown) => isSameDirectory(dataDir, held, shown),
    onLink: (carrier) => {
      if (isStopped) {
        carrier.close();
        return;
      }
      const link = livelyLink(carrier);
      const client = serveApi(link, asked, logger, {}, observe);
      const theirs = clientVault(client);
      const lent = vaults.add(observe === undefined ? theirs : secretsOfLentVault(theirs, observe.redactor));
      clients.add(client);
      link.onClose(() => {
        clients.delete(client);
        lent.dispose();
        client.dispose();
      });
    },
    onWaiting: (link) => {
      if (isStopped) {
        link.close();
        return;
      }
      const waiting = {
        dispose: () => {
          link.close();
        },
      };
      clients.add(waiting);
      link.onClose(() => {
        clients.delete(waiting);
      });
    },
    leavesFor: (version) => {
      wantedBy = version;
      if (ending !== undefined) return true;
      if (!isReady || !workload.isIdle) return false;
      setImmediate(stepDown);
      return true;
    },
  };
  const { server, record: own } = await openHostSocket(
    candidate,
    { dataDir, number, logger, holdsSockets },
    visitors,
  ).catch((error: unknown) => {
    ownVault.dispose();
    throw error;
  });
  try {
    const isOurs = guarded(dataDir, 'write', () => claimDirectory(dataDir, own, after));
    if (!isOurs) {
      server.close();
      ownVault.dispose();
      removeHostAddress(own.address);
      return undefined;
    }
    if (own.inClaim !== true && process.platform !== 'win32') life = showLife(dataDir, number, own.address);
    guarded(dataDir, 'write', () => {
      revokeEarlier(dataDir, own.id, { logger });
    });
    logger.info('this process is the host', { pid: own.pid });
    const api = workload.counted(await host.get());
    isReady = true;
    // A host whose record is another's by now would go on answering from what it holds in memory.
    watch = setInterval(() => {
      if (!isAnothers(dataDir, own, logger)) return;
      logger.warn('another process holds the data directory now');
      void end('lost');
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
        void end('closed');
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

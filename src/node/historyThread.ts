import { Worker } from 'node:worker_threads';
import { peerErrors } from '../core/peerErrors.ts';
import type { StoreLimits } from '../core/history/storeLimits.ts';
import { unobserved, type Observe } from '../core/observe/observe.ts';
import type { Logger } from '../core/ports.ts';
import type { Api, Disposable } from '../protocol/api.ts';
import { Peer } from '../protocol/peer.ts';
import type { HistorySettingsValues, Settings } from '../protocol/settings.ts';
import type { AccountInUse } from '../protocol/spotify/accounts.ts';
import { portLink } from './links/portLink.ts';
import { passOn } from './loggers/relayLogger.ts';

/** How long the worker may take to close the database, ms; then it is ended, and the journal has what it needs. */
const closeMs = 5_000;

/** An import leaves little behind: a third of the usual young generation does, and saves 30 MB. */
const maxYoungGenerationSizeMb = 16;

/** What the worker gets when it starts. */
export interface HistoryWorkerData {
  readonly dataDir: string;
  /** The claim under which it may write; `undefined` = it may not. */
  readonly claimId: string | undefined;
  readonly version: string;
  readonly settings: HistorySettingsValues;
  /** Those of the store that differ from the usual ones. */
  readonly limits?: Partial<StoreLimits> | undefined;
}

export interface HistoryThreadOptions extends Omit<HistoryWorkerData, 'settings'> {
  /** Path of the worker's bundle; `sql-wasm.wasm` lies beside it. */
  readonly workerFile: string;
  readonly logger: Logger;
  readonly observe?: Observe;
  readonly settings: () => Settings;
  /** Calls back when settings change; the worker is told. */
  readonly onSettingsChanged?: (listener: () => void) => Disposable;
}

/** The part of the settings that the history works by. */
export function historySettings(settings: Settings): HistorySettingsValues {
  return {
    ...(settings['history.timeZone'] === '' ? {} : { timeZone: settings['history.timeZone'] }),
    minPlaySeconds: settings['history.minPlaySeconds'],
    maxZipSizeMb: settings['import.maxZipSizeMb'],
    maxRecords: settings['import.maxRecords'],
    keepOptionalFields: settings['import.keepOptionalFields'],
  };
}

/** The history in its worker. */
export interface HistoryThread extends Api {
  /** Questions and imports that name no account mean this one. */
  useAccount(inUse: AccountInUse): void;
  /** Lets the worker close the database, and returns when it has ended. */
  close(): Promise<void>;
}

/**
 * Starts the history worker: the only code that opens the database, in a thread of its own.
 * @param onLost called once if the thread ends without being told to
 */
export function startHistoryThread(options: HistoryThreadOptions, onLost: () => void): HistoryThread {
  const { logger, workerFile, dataDir, claimId, version, settings, limits, observe = unobserved() } = options;
  const workerData: HistoryWorkerData = {
    dataDir,
    claimId,
    version,
    settings: historySettings(settings()),
    limits,
  };
  const worker = new Worker(workerFile, {
    workerData,
    name: 'backbeat history',
    stdout: true,
    stderr: true,
    resourceLimits: { maxYoungGenerationSizeMb },
  });
  let stopping = false;
  const stop = (): void => {
    stopping = true;
    void worker.terminate();
  };
  worker.on('error', (error) => {
    logger.error('the history worker failed', { error });
  });
  const peer = new Peer(portLink(worker, stop), peerErrors(logger), {}, observe);
  peer.on('log.written', (line) => {
    passOn(logger, observe, line);
  });
  const following = options.onSettingsChanged?.(() => {
    peer.emit('settings.changed', historySettings(settings()));
  });
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      following?.dispose();
      resolve();
      if (!stopping) onLost();
    });
  });
  worker.unref();
  return {
    call: (method, params, callOptions) => peer.call(method, params, callOptions),
    on: (event, listener) => peer.on(event, listener),
    useAccount: (inUse) => {
      peer.emit('account.inUse', inUse);
    },
    close: async () => {
      stopping = true;
      worker.ref();
      peer.emit('host.closing', {});
      const impatience = setTimeout(stop, closeMs);
      await ended;
      clearTimeout(impatience);
    },
  };
}

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { peerErrors } from '../core/peerErrors.ts';
import type { Logger } from '../core/ports.ts';
import type { Api, Disposable } from '../protocol/api.ts';
import { Peer } from '../protocol/peer.ts';
import type { HistorySettingsValues, Settings } from '../protocol/settings.ts';
import { portLink } from './links/portLink.ts';

/** An import leaves little behind: a third of the usual young generation does, and saves 30 MB. */
const maxYoungGenerationSizeMb = 16;

/** What the worker gets when it starts. */
export interface HistoryWorkerData {
  readonly dataDir: string;
  /** The claim under which it may write. */
  readonly claimId: string;
  readonly version: string;
  readonly settings: HistorySettingsValues;
}

export interface HistoryThreadOptions extends Omit<HistoryWorkerData, 'settings'> {
  /** Path of the worker's bundle; `sql-wasm.wasm` lies beside it. */
  readonly workerFile: string;
  readonly logger: Logger;
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

/**
 * Starts the history worker: the only code that opens the database, in a thread of its own.
 * @param onLost called once if the thread ends without being told to
 */
export function startHistoryThread(options: HistoryThreadOptions, onLost: () => void): Api & Disposable {
  const { logger, workerFile, dataDir, claimId, version, settings } = options;
  const workerData: HistoryWorkerData = { dataDir, claimId, version, settings: historySettings(settings()) };
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
  const peer = new Peer(portLink(worker, stop), peerErrors(logger));
  peer.on('log.written', ({ level, message, context }) => {
    logger[level](message, context);
  });
  const following = options.onSettingsChanged?.(() => {
    peer.emit('settings.changed', historySettings(settings()));
  });
  void once(worker, 'exit').then(() => {
    following?.dispose();
    if (!stopping) onLost();
  });
  worker.unref();
  return peer;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { HostError } from './core/errors.ts';
import { createHistory } from './core/history/createHistory.ts';
import { peerErrors } from './core/peerErrors.ts';
import { openDataFolder } from './node/dataFolder.ts';
import { exportFiles } from './node/exportFiles.ts';
import { fencedFolder } from './node/fencedFolder.ts';
import type { HistoryWorkerData } from './node/historyThread.ts';
import { historyExportFiles } from './node/historyExportFiles.ts';
import { holdsDirectory } from './node/host/hostRecord.ts';
import { inflateRaw } from './node/inflateRaw.ts';
import { portLink } from './node/links/portLink.ts';
import { relayLogger } from './node/loggers/relayLogger.ts';
import { queryThread } from './node/query/queryThread.ts';
import { systemClock } from './node/systemClock.ts';
import { Peer } from './protocol/peer.ts';

const { dataDir, claimId, version, settings } = workerData as HistoryWorkerData;
if (parentPort === null) throw new HostError('refused', 'The history worker runs in a thread only.');
const port = parentPort;

let current = settings;
const logger = relayLogger((line) => {
  peer.emit('log.written', line);
});
const sqlWasm = (): Uint8Array => readFileSync(join(import.meta.dirname, 'sql-wasm.wasm'));
const queries = queryThread({
  workerFile: join(import.meta.dirname, 'queryWorker.cjs'),
  dataDir,
  sqlWasm,
});
const history = createHistory({
  version,
  clock: systemClock,
  logger,
  folder: fencedFolder(openDataFolder(dataDir), () => holdsDirectory(dataDir, claimId)),
  exportFiles,
  inflateRaw,
  sqlWasm,
  queries,
  historyExports: historyExportFiles(join(dataDir, 'exports')),
  settings: () => ({ ...current, timeZone: current.timeZone }),
  yieldToOthers: () => setImmediate(),
});
const link = portLink(port, () => {
  port.close();
});
const peer: Peer = new Peer(link, peerErrors(logger), history.handlers);
peer.on('settings.changed', (changed) => {
  current = changed;
});
peer.on('account.inUse', (inUse) => {
  history.useAccount(inUse);
});
peer.on('host.closing', () => {
  history
    .close()
    .catch((error: unknown) => {
      logger.error('the history could not be closed', { error });
    })
    .finally(() => {
      peer.dispose();
    });
});
history.listeners.on('history.changed', (payload) => {
  peer.emit('history.changed', payload);
});

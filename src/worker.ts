import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { HostError } from './core/errors.ts';
import { createHistory } from './core/history/createHistory.ts';
import { peerErrors } from './core/peerErrors.ts';
import { lookAtFolder } from './node/cli/lookAtFolder.ts';
import { exportFiles } from './node/exportFiles.ts';
import type { HistoryWorkerData } from './node/historyThread.ts';
import { historyExportFiles } from './node/historyExportFiles.ts';
import { holdersFolder } from './node/host/holdersFolder.ts';
import { inflateRaw } from './node/inflateRaw.ts';
import { portLink } from './node/links/portLink.ts';
import { relayLogger } from './node/loggers/relayLogger.ts';
import { createObserve } from './node/observe/createObserve.ts';
import { queryThread } from './node/query/queryThread.ts';
import { systemClock } from './node/systemClock.ts';
import { Peer } from './protocol/peer.ts';
import { correlationOf } from './protocol/trace.ts';

const { dataDir, claimId, version, settings, limits } = workerData as HistoryWorkerData;
if (parentPort === null) throw new HostError('refused', 'The history worker runs in a thread only.');
const port = parentPort;

let current = settings;
const observe = createObserve();
const logger = relayLogger(
  {
    write: (line) => {
      peer.emit('log.written', { service: 'history', ...line });
    },
  },
  observe,
);
const sqlWasm = (): Uint8Array => readFileSync(join(import.meta.dirname, 'sql-wasm.wasm'));
const queries = queryThread({
  workerFile: join(import.meta.dirname, 'queryWorker.cjs'),
  dataDir,
  sqlWasm,
});
const history = createHistory({
  version,
  limits,
  clock: systemClock,
  logger,
  folder: holdersFolder(dataDir, claimId),
  exportFiles,
  inflateRaw,
  sqlWasm,
  queries,
  lookAtFolder: () => lookAtFolder(dataDir, systemClock.now()),
  historyExports: historyExportFiles(join(dataDir, 'exports')),
  settings: () => ({ ...current, timeZone: current.timeZone }),
  yieldToOthers: () => setImmediate(),
  correlation: () => {
    const trace = observe.current();
    return trace === undefined ? undefined : correlationOf(trace);
  },
});
const link = portLink(port, () => {
  port.close();
});
const peer: Peer = new Peer(link, peerErrors(logger), history.handlers, observe);
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
      // Read-only there is nothing to store at the end.
      if (claimId !== undefined) logger.error('the history could not be closed', { error });
    })
    .finally(() => {
      peer.dispose();
    });
});
history.listeners.on('history.changed', (payload) => {
  peer.emit('history.changed', payload);
});

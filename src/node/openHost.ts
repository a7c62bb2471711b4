import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { Clock, Ports } from '../core/ports.ts';
import { createCollector } from '../core/collector/createCollector.ts';
import { observedImports } from '../core/observe/observedImports.ts';
import { unobserved } from '../core/observe/observe.ts';
import type { Measured } from '../core/observe/tally.ts';
import { serviceLogger } from '../core/observe/serviceLogger.ts';
import { createSpotify } from '../core/spotify/createSpotify.ts';
import type { CredentialVault } from '../core/spotify/credentials.ts';
import type { Transport } from '../core/spotify/transport.ts';
import { hostApi } from '../core/hostApi.ts';
import { holdersFolder } from './host/holdersFolder.ts';
import { openDirectory, type DirectoryOptions } from './host/openDirectory.ts';
import { startHistoryThread, type HistoryThread, type HistoryThreadOptions } from './historyThread.ts';
import { coverMaker } from './images/coverMaker.ts';
import { localFiles } from './localFiles.ts';
import type { FollowedLogger } from './loggers/relayLogger.ts';
import { storedLogLines } from './observe/storedLogLines.ts';
import { stateFile } from './spotify/stateFile.ts';
import { workerMetadataStore } from './spotify/workerMetadataStore.ts';
import { timers } from './timers.ts';
import { watchedFolder } from './watchedFolder.ts';

export interface OpenHostOptions
  extends Omit<HistoryThreadOptions, 'claimId'>, Pick<DirectoryOptions, 'storageKind'> {
  readonly clock: Clock;
  readonly transport: Transport;
  /** Accounts of this process; lent to the host where another process is it. */
  readonly vault: CredentialVault;
  /** What the log says is stored while this process is the host; without it, only what jobs store by themselves. */
  readonly onLogLine?: FollowedLogger['onLine'];
  /** What this process measures, told to its clients while it is the host; default nothing. */
  readonly measured?: Measured;
}

/** The port `openHost` for a data directory: history and Spotify in this process, or with the running host. */
export function hostOpener(options: OpenHostOptions): Ports['openHost'] {
  const {
    dataDir,
    clock,
    logger,
    transport,
    settings,
    workerFile,
    onLogLine,
    observe = unobserved(),
  } = options;
  return (onLost) =>
    openDirectory(
      {
        ...options,
        startHost: ({ id, vaults, storage }, onThreadLost) => {
          const thread = startHistoryThread({ ...options, claimId: id }, onThreadLost);
          const logs =
            onLogLine === undefined || id === undefined
              ? undefined
              : storedLogLines({
                  ...{ history: thread, onLine: onLogLine, clock, logger },
                  retentionDays: () => settings()['logs.retentionDays'],
                });
          // After the log is followed: the line is to be found in the history, too.
          if (storage.network !== undefined) logger.warn(storage.network);
          const opened: HistoryThread = {
            ...thread,
            call: (...asked) => {
              logs?.opened();
              return thread.call(...asked);
            },
            close: async () => {
              await logs?.finish();
              await thread.close();
            },
          };
          const history = observedImports(opened, { observe, logger });
          const metadata = workerMetadataStore(history, logger);
          const spotify = createSpotify({
            clock,
            timers,
            observe,
            logger: serviceLogger(logger, 'spotify'),
            transport,
            settings,
            metadata,
            state: stateFile(holdersFolder(dataDir, id)),
            vaults: () => vaults.all(),
            onVaultsChanged: (listener) => vaults.onChanged(listener),
            onAccountInUse: (inUse) => {
              history.useAccount(inUse);
            },
            history,
            randomBytes: (length) => randomBytes(length),
            localFiles: localFiles(join(dataDir, 'exports')),
            covers: coverMaker({ workerFile: join(dirname(workerFile), 'coverWorker.cjs') }),
          });
          const collector = createCollector({
            ...{ clock, timers, observe, settings, history, watchedFolder },
            logger: serviceLogger(logger, 'collector'),
            ...(options.onSettingsChanged !== undefined && { onSettingsChanged: options.onSettingsChanged }),
            random: Math.random,
            spotify: spotify.collect,
          });
          if (id !== undefined) collector.start();
          return Promise.resolve(
            hostApi({
              ...{ history, storage, collector },
              ...(options.measured !== undefined && { measured: options.measured }),
              spotify: {
                ...spotify,
                dispose: () => {
                  spotify.dispose();
                  metadata.dispose();
                },
              },
            }),
          );
        },
      },
      onLost,
    );
}

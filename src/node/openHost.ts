import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { Clock, Ports } from '../core/ports.ts';
import { createCollector } from '../core/collector/createCollector.ts';
import { createSpotify } from '../core/spotify/createSpotify.ts';
import type { CredentialVault } from '../core/spotify/credentials.ts';
import type { Transport } from '../core/spotify/transport.ts';
import { hostApi } from '../core/hostApi.ts';
import { holdsDirectory } from './host/hostRecord.ts';
import { openDirectory } from './host/openDirectory.ts';
import { startHistoryThread, type HistoryThreadOptions } from './historyThread.ts';
import { coverMaker } from './images/coverMaker.ts';
import { localFiles } from './localFiles.ts';
import { stateFile } from './spotify/stateFile.ts';
import { workerMetadataStore } from './spotify/workerMetadataStore.ts';
import { timers } from './timers.ts';
import { watchedFolder } from './watchedFolder.ts';

export interface OpenHostOptions extends Omit<HistoryThreadOptions, 'claimId'> {
  readonly clock: Clock;
  readonly transport: Transport;
  /** Accounts of this process; lent to the host where another process is it. */
  readonly vault: CredentialVault;
}

/** The port `openHost` for a data directory: history and Spotify in this process, or with the running host. */
export function hostOpener(options: OpenHostOptions): Ports['openHost'] {
  const { dataDir, clock, logger, transport, settings, workerFile } = options;
  return (onLost) =>
    openDirectory(
      {
        ...options,
        startHost: ({ id, vaults }, onThreadLost) => {
          const history = startHistoryThread({ ...options, claimId: id }, onThreadLost);
          const metadata = workerMetadataStore(history, logger);
          const spotify = createSpotify({
            clock,
            timers,
            logger,
            transport,
            settings,
            metadata,
            state: stateFile(dataDir, () => holdsDirectory(dataDir, id)),
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
            ...{ clock, timers, logger, settings, history, watchedFolder },
            ...(options.onSettingsChanged !== undefined && { onSettingsChanged: options.onSettingsChanged }),
            random: Math.random,
            spotify: spotify.collect,
          });
          collector.start();
          return Promise.resolve(
            hostApi({
              history,
              collector,
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

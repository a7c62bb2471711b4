import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createApp } from '../../../src/core/app.ts';
import { HostError } from '../../../src/core/errors.ts';
import { Unavailable } from '../../../src/core/spotify/spotifyErrors.ts';
import { settingsFromEnvironment } from '../../../src/node/envSettings.ts';
import { createUndiciTransport } from '../../../src/node/http/undiciTransport.ts';
import { stderrLogger } from '../../../src/node/loggers/stderrLogger.ts';
import { hostOpener } from '../../../src/node/openHost.ts';
import { systemClock } from '../../../src/node/systemClock.ts';
import { timers } from '../../../src/node/timers.ts';
import type { Method } from '../../../src/protocol/requests.ts';
import { memoryVault } from '../../fixtures/memoryVault.ts';
import type { HostCommand, HostLine, HostStart } from './hostMessages.ts';

/*
 * A process as a window or `backbeat serve` is one: it holds the data directory or uses who does, makes the requests
 * that come in, one after the other, and says what was acknowledged.
 */
const {
  dataDir,
  bundles,
  limits,
  version = '0.0.0',
  spotify,
} = JSON.parse(process.argv[2] ?? '{}') as HostStart;
const settings = settingsFromEnvironment(
  spotify === undefined
    ? { COLLECTOR_ENABLED: 'false' }
    : {
        COLLECTOR_ENABLED: 'true',
        SPOTIFY_API_URL: spotify.apiUrl,
        SPOTIFY_ACCOUNTS_URL: spotify.accountsUrl,
      },
);
const logger = stderrLogger('error');
const app = createApp({
  logger,
  version,
  openHost: hostOpener({
    ...{ dataDir, limits, logger, version, clock: systemClock },
    workerFile: join(bundles, 'worker.cjs'),
    settings: () => settings,
    transport:
      spotify === undefined
        ? () => Promise.reject(new Unavailable('offline', 'There is no network here.'))
        : createUndiciTransport({ version }),
    vault:
      spotify === undefined ? memoryVault() : memoryVault([spotify.credentials], spotify.credentials.app),
  }),
  settings: () => settings,
  randomBytes: (length) => randomBytes(length),
  timers,
});
const say = (line: HostLine): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

app.stayOpen();
let turn: Promise<void> = app.api.call('app.status', {}).then(
  () => {
    say({ opened: true });
  },
  (error: unknown) => {
    sayFailed(-1, error);
  },
);
createInterface({ input: process.stdin }).on('line', (text) => {
  const command = JSON.parse(text) as HostCommand;
  turn = turn.then(() => obey(command));
});

async function obey(command: HostCommand): Promise<void> {
  if ('close' in command) {
    process.stdin.destroy();
    app.dispose();
    return;
  }
  const { n, method, params } = command;
  say({ began: n });
  try {
    say({ done: n, result: await app.api.call(method as Method, params as never) });
  } catch (error) {
    sayFailed(n, error);
  }
}

function sayFailed(n: number, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  say({ failed: n, message, isUnknown: HostError.is(error, 'gone') });
}

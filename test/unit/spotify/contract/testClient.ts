import { SpotifyClient } from '../../../../src/core/spotify/http/spotifyClient.ts';
import type { Send } from '../../../../src/core/spotify/operation.ts';
import { scopes } from '../../../../src/core/spotify/scopes.ts';
import { createUndiciTransport } from '../../../../src/node/http/undiciTransport.ts';
import { systemClock } from '../../../../src/node/systemClock.ts';
import { timers } from '../../../../src/node/timers.ts';
import type { Disposable } from '../../../../src/protocol/api.ts';
import { recordingLogger } from '../../../fixtures/recordingLogger.ts';

export interface TestClient extends Disposable {
  readonly send: Send;
  readonly scopes: readonly string[];
}

/** The product's client with one token that holds every scope. */
export function clientOf(apiUrl: string, accessToken: string): TestClient {
  const access = { account: 'contract', clientId: 'client', accessToken, scopes };
  const transport = createUndiciTransport({ version: '0.0.0' });
  let stateText: string | undefined;
  const client = new SpotifyClient({
    clock: systemClock,
    timers,
    logger: recordingLogger(),
    transport,
    tokens: { access: () => Promise.resolve(access), renew: () => Promise.resolve(access) },
    state: {
      read: () => stateText,
      write: (text) => {
        stateText = text;
      },
    },
    metadata: { read: () => Promise.resolve(undefined), write: () => undefined },
    apiUrl: () => apiUrl,
    limits: { retries: 0 },
  });
  return {
    send: (operation, params, options) => client.send(undefined, operation, params, options),
    scopes,
    dispose: () => {
      client.dispose();
      transport.dispose();
    },
  };
}

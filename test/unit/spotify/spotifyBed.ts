import { SpotifyClient } from '../../../src/core/spotify/http/spotifyClient.ts';
import type { Send } from '../../../src/core/spotify/operation.ts';
import { scopes } from '../../../src/core/spotify/scopes.ts';
import type { SpotifyContext } from '../../../src/core/spotify/spotifyContext.ts';
import { createUndiciTransport } from '../../../src/node/http/undiciTransport.ts';
import { timers } from '../../../src/node/timers.ts';
import { recordingLogger } from '../../fixtures/recordingLogger.ts';
import { startSimulator, type SimulatedUser, type Simulator } from '../../spotify/simulator.ts';

/** A feature's context over the product's client and real HTTP, against the simulator. */
export interface SpotifyBed {
  readonly simulator: Simulator;
  /** Ada, who listens. */
  readonly user: SimulatedUser;
  readonly context: SpotifyContext;
  /** A context whose caller may cancel. */
  contextWith(signal: AbortSignal): SpotifyContext;
  /** `METHOD /path` of the requests since the last call of this, in the order of their arrival. */
  newRequests(): readonly string[];
  close(): Promise<void>;
}

/** Waits of features pass at once: the simulator's clock moves on instead. */
export async function openSpotifyBed(): Promise<SpotifyBed> {
  const simulator = await startSimulator();
  const [user] = simulator.users;
  if (user === undefined) throw new Error('The simulator has no user.');
  const { accessToken } = simulator.signIn(user.id);
  const access = { account: user.id, clientId: simulator.clientId, accessToken, scopes };
  const transport = createUndiciTransport({ version: '0.0.0' });
  const clock = { now: () => simulator.clock.now(), timeZone: () => 'Europe/Berlin' };
  const client = new SpotifyClient({
    ...{ clock, timers, transport },
    logger: recordingLogger(),
    tokens: { access: () => Promise.resolve(access), renew: () => Promise.resolve(access) },
    state: { read: () => undefined, write: () => undefined },
    metadata: { read: () => Promise.resolve(undefined), write: () => undefined },
    apiUrl: () => simulator.apiUrl,
    limits: { retries: 0, repeatAfterMs: 1 },
  });
  const contextWith = (signal: AbortSignal): SpotifyContext => {
    const send: Send = (operation, params, options) =>
      client.send(undefined, operation, params, { signal, ...options });
    return {
      ...{ send, clock, signal, account: user.id },
      timers: {
        sleep: (ms) => {
          simulator.clock.advance(ms);
          return Promise.resolve();
        },
      },
    };
  };
  let seen = 0;
  return {
    simulator,
    user,
    context: contextWith(new AbortController().signal),
    contextWith,
    newRequests: () => {
      const fresh = simulator.requests.slice(seen).map(({ method, path }) => `${method} ${path}`);
      seen = simulator.requests.length;
      return fresh;
    },
    close: async () => {
      client.dispose();
      transport.dispose();
      await simulator.close();
    },
  };
}

/** What a promise rejects with. */
export async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('did not fail');
}

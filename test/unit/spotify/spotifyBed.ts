import { randomBytes } from 'node:crypto';
import { emptyHistory } from '../../../src/core/history/emptyHistory.ts';
import { SpotifyClient } from '../../../src/core/spotify/http/spotifyClient.ts';
import type { Send } from '../../../src/core/spotify/operation.ts';
import { localTimes } from '../../../src/core/spotify/localTimes.ts';
import { scopes } from '../../../src/core/spotify/scopes.ts';
import type { AskHistory, SpotifyContext } from '../../../src/core/spotify/spotifyContext.ts';
import { Turns } from '../../../src/core/spotify/turns.ts';
import type { SavedStates } from '../../../src/core/spotify/writes/savedState.ts';
import { savedStates } from '../../../src/core/spotify/writes/savedStates.ts';
import { createUndiciTransport } from '../../../src/node/http/undiciTransport.ts';
import { createLocalApi } from '../../../src/protocol/localApi.ts';
import type { WorkProgress } from '../../../src/protocol/progress.ts';
import { timers } from '../../../src/node/timers.ts';
import { recordingLogger } from '../../fixtures/recordingLogger.ts';
import { historyOver, MemoryFolder } from '../history/stores.ts';
import { startSimulator, type SimulatedUser, type Simulator } from '../../spotify/simulator.ts';

/**
 * A feature's context over the product's client and real HTTP, against the simulator. States are kept by a real history,
 * which is opened by the first of them.
 */
export interface SpotifyBed {
  readonly simulator: Simulator;
  /** Ada, who listens. */
  readonly user: SimulatedUser;
  readonly context: SpotifyContext;
  /** A context whose caller may cancel. */
  contextWith(signal: AbortSignal): SpotifyContext;
  /** What the same database keeps for another account. */
  statesOf(account: string): SavedStates;
  /** What the context's history answers; set before the call. Without any, the history is empty. */
  history: AskHistory;
  /** What the context's features reported on their way. */
  readonly progress: WorkProgress[];
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
  const turns = new Turns();
  const contextWith = (signal: AbortSignal): SpotifyContext => {
    const send: Send = (operation, params, options) =>
      client.send(undefined, operation, params, { signal, ...options });
    return {
      ...{ send, clock, signal, account: user.id, ...localTimes('Europe/Berlin') },
      history: (...question) => bed.history(...question),
      states,
      inTurn: (key, task) => turns.run(key, task, signal),
      progress: (report) => bed.progress.push(report),
      timers: {
        sleep: (ms) => {
          simulator.clock.advance(ms);
          return Promise.resolve();
        },
      },
    };
  };
  let seen = 0;
  const kept = historyOver(new MemoryFolder(), clock);
  const statesOf = (account: string): SavedStates =>
    savedStates({
      ...{ account, clock, randomBytes: (length) => randomBytes(length) },
      history: createLocalApi(kept.handlers, kept.listeners),
    });
  const states = statesOf(user.id);
  const bed: SpotifyBed = {
    history: () => Promise.reject(emptyHistory()),
    progress: [],
    simulator,
    user,
    context: contextWith(new AbortController().signal),
    contextWith,
    statesOf,
    newRequests: () => {
      const fresh = simulator.requests.slice(seen).map(({ method, path }) => `${method} ${path}`);
      seen = simulator.requests.length;
      return fresh;
    },
    close: async () => {
      client.dispose();
      transport.dispose();
      await kept.close();
      await simulator.close();
    },
  };
  return bed;
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

import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCollector, type Collector } from '../../../src/core/collector/createCollector.ts';
import { createHistory, type History } from '../../../src/core/history/createHistory.ts';
import { hostApi, type Host } from '../../../src/core/hostApi.ts';
import { createSpotify, type Spotify } from '../../../src/core/spotify/createSpotify.ts';
import type { Transport } from '../../../src/core/spotify/transport.ts';
import { exportFiles } from '../../../src/node/exportFiles.ts';
import { createUndiciTransport } from '../../../src/node/http/undiciTransport.ts';
import { inflateRaw } from '../../../src/node/inflateRaw.ts';
import { watchedFolder } from '../../../src/node/watchedFolder.ts';
import type { CollectorStatusResult } from '../../../src/protocol/collector/collectorRequests.ts';
import { createLocalApi } from '../../../src/protocol/localApi.ts';
import type { Method, ParamsOf } from '../../../src/protocol/requests.ts';
import { parseSettings, type SettingKey } from '../../../src/protocol/settings.ts';
import { extendedRow } from '../../fixtures/exportRows.ts';
import { MemoryExports } from '../../fixtures/memoryExports.ts';
import { memoryQueries } from '../../fixtures/memoryQueries.ts';
import { memoryVault, type MemoryVault } from '../../fixtures/memoryVault.ts';
import { recordingLogger } from '../../fixtures/recordingLogger.ts';
import { zipExport } from '../../fixtures/zipExport.ts';
import type { SimTrack } from '../../spotify/catalogue.ts';
import { startSimulator, type SimulatedUser, type Simulator } from '../../spotify/simulator.ts';
import { MemoryFolder } from '../history/stores.ts';
import { HandTimers } from './handTimers.ts';

export const startOfTest = Date.UTC(2026, 10, 21, 9);
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
export const recentlyPlayed = 'GET /me/player/recently-played';

const wasm = readFileSync(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'));

/**
 * A host's collector over its real history, its real client and real HTTP, with the simulator as Spotify. Time is the
 * simulator's, and passes only when the test turns it.
 */
export class CollectorBed {
  readonly simulator: Simulator;
  /** Ada, who has heard nothing yet and whose player rests. */
  readonly user: SimulatedUser;
  readonly vault: MemoryVault;
  readonly timers: HandTimers;
  readonly watched = mkdtempSync(join(tmpdir(), 'backbeat-watched-'));
  readonly logger = recordingLogger();
  /** Every state that was announced. */
  readonly announced: CollectorStatusResult[] = [];
  /** Requests that the history got, by name. */
  readonly asked: string[] = [];
  /** Makes requests to the history fail, by name. */
  readonly failing = new Map<string, Error>();
  /** Requests to the history that wait until they are cancelled, by name. */
  readonly held = new Set<string>();
  /** How far the machine's clock is off, ms. */
  skew = 0;
  random = 0.5;
  api!: Host;
  collector!: Collector;
  #settings: Partial<Record<SettingKey, unknown>> = {};
  readonly #settingsListeners = new Set<() => void>();
  readonly #folder = new MemoryFolder();
  readonly #transport: Transport & { dispose(): void };
  #history!: History;
  #spotify!: Spotify;
  #stateText: string | undefined;
  #busy = 0;
  #seen = 0;

  constructor(simulator: Simulator, user: SimulatedUser) {
    this.simulator = simulator;
    this.user = user;
    this.vault = memoryVault([], { clientId: simulator.clientId });
    const transport = createUndiciTransport({ version: '0.0.0' });
    const counted: Transport = (request) => this.#counted(transport(request));
    this.#transport = Object.assign(counted, { dispose: () => transport.dispose() });
    this.timers = new HandTimers(
      (ms) => simulator.clock.advance(ms),
      () => this.#busy > 0,
    );
  }

  now(): number {
    return this.simulator.clock.now() + this.skew;
  }

  set(changes: Partial<Record<SettingKey, unknown>>): void {
    this.#settings = { ...this.#settings, ...changes };
    for (const listener of this.#settingsListeners) listener();
  }

  async signIn(userId = this.user.id, scopes?: readonly string[]): Promise<void> {
    const options = scopes === undefined ? {} : { scopes };
    const { accessToken, refreshToken, expiresIn, scope } = this.simulator.signIn(userId, options);
    await this.vault.put({
      account: userId,
      displayName: this.simulator.users.find(({ id }) => id === userId)?.displayName ?? userId,
      app: { clientId: this.simulator.clientId },
      scopes: scope.split(' '),
      ...{ refreshToken, accessToken },
      accessTokenExpiresAt: this.now() + expiresIn * 1000,
      authorizedAt: this.now(),
    });
  }

  /** Begins a host over what the one before left. */
  open(start = true): void {
    const clock = { now: () => this.now(), timeZone: () => 'UTC' };
    const { logger, timers, vault } = this;
    const settings = () =>
      parseSettings({
        'spotify.apiUrl': this.simulator.apiUrl,
        'spotify.accountsUrl': this.simulator.accountsUrl,
        ...this.#settings,
      });
    this.#history = createHistory({
      ...{ version: '0.0.0', clock, logger, inflateRaw, exportFiles },
      folder: this.#folder,
      sqlWasm: () => wasm,
      queries: memoryQueries(this.#folder, wasm),
      historyExports: new MemoryExports(),
      settings: () => ({
        timeZone: 'UTC',
        minPlaySeconds: 30,
        maxZipSizeMb: 500,
        maxRecords: 5_000_000,
        keepOptionalFields: false,
      }),
      yieldToOthers: () => Promise.resolve(),
    });
    const local = createLocalApi(this.#history.handlers, this.#history.listeners);
    const history: typeof local = {
      on: (...listening) => local.on(...listening),
      call: async (method, params, options) => {
        this.asked.push(method);
        const failure = this.failing.get(method);
        if (failure !== undefined) throw failure;
        if (this.held.has(method)) await cancelled(options?.signal);
        return this.#counted(local.call(method, params, options));
      },
    };
    this.#spotify = createSpotify({
      ...{ clock, timers, logger, settings, history },
      transport: this.#transport,
      state: {
        read: () => this.#stateText,
        write: (text) => {
          this.#stateText = text;
        },
      },
      metadata: { read: () => Promise.resolve(undefined), write: () => undefined },
      vaults: () => [vault],
      onVaultsChanged: (listener) => vault.onChanged(listener),
      onAccountInUse: (inUse) => {
        this.#history.useAccount(inUse);
      },
      randomBytes: (length) => randomBytes(length),
      localFiles: { read: unused, writeExport: unused },
      covers: { fit: unused, download: unused },
    });
    this.collector = createCollector({
      ...{ clock, timers, logger, settings, history, spotify: this.#spotify.collect },
      onSettingsChanged: (listener) => {
        this.#settingsListeners.add(listener);
        return { dispose: () => void this.#settingsListeners.delete(listener) };
      },
      random: () => this.random,
      watchedFolder: {
        list: (folder) => this.#counted(watchedFolder.list(folder)),
      },
    });
    this.api = hostApi({
      history: { ...history, close: () => this.#history.close() },
      spotify: this.#spotify,
      collector: this.collector,
    });
    this.api.on('collector.changed', (state) => this.announced.push(state));
    if (start) this.collector.start();
  }

  async restart(): Promise<void> {
    await this.api.close();
    this.open();
  }

  turn(ms: number): Promise<void> {
    return this.timers.turn(ms);
  }

  /** Ends, as the clock is turned, once what is asked of the API is answered. */
  async during<M extends Method>(method: M, params: ParamsOf<M>) {
    const answer = this.api.call(method, params);
    await this.timers.settled();
    return answer;
  }

  async status(): Promise<CollectorStatusResult> {
    return this.api.call('collector.status', {});
  }

  /** How the one account stands. */
  async account() {
    const [account] = (await this.status()).accounts;
    if (account === undefined) throw new Error('Nobody is collected.');
    return account;
  }

  /** Requests for recent plays since the last call of this. */
  polls(): number {
    const fresh = this.simulator.requests.slice(this.#seen);
    this.#seen = this.simulator.requests.length;
    return fresh.filter(({ path }) => path === '/me/player/recently-played').length;
  }

  track(at: number): SimTrack {
    const track = this.simulator.catalogue.tracks[at];
    if (track === undefined) throw new Error('There are not so many tracks.');
    return track;
  }

  /** Lets so many plays have ended, the last one now. */
  plays(count: number, last = this.simulator.clock.now()): void {
    for (let at = count - 1; at >= 0; at -= 1) {
      this.user.recentlyPlayed.add(this.track(at % 40), last - at * 3 * minute);
    }
  }

  /** Instants of the plays that the history knows, oldest first. */
  async known(): Promise<readonly number[]> {
    const instants: number[] = [];
    for (let cursor: string | undefined; ;) {
      const answer = await this.api.call('history.searchPlays', {
        days: 3650,
        min_seconds: 0,
        limit: 100,
        ...(cursor !== undefined && { cursor }),
      });
      instants.push(...answer.plays.map(({ played_at }) => Date.parse(played_at)));
      cursor = answer.next_cursor;
      if (cursor === undefined) return instants.sort((a, b) => a - b);
    }
  }

  /** Puts a ZIP with one listen for each instant into the watched folder. */
  async putZip(name: string, instants: readonly number[], modifiedAt = this.now() - hour): Promise<void> {
    const rows = instants.map((instant, at) => {
      const track = this.track(at % 40);
      return extendedRow({
        ts: new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z'),
        ms_played: track.durationMs,
        spotify_track_uri: track.uri,
        master_metadata_track_name: track.name,
        offline_timestamp: Math.round((instant - track.durationMs) / 1000),
      });
    });
    const file = { name: 'Streaming_History_Audio_2026.json', text: JSON.stringify(rows) };
    this.putFile(name, await zipExport([file]), modifiedAt);
  }

  putFile(name: string, bytes: Uint8Array | string, modifiedAt = this.now() - hour): void {
    const path = join(this.watched, name);
    writeFileSync(path, bytes);
    utimesSync(path, modifiedAt / 1000, modifiedAt / 1000);
  }

  async close(): Promise<void> {
    await this.api.close();
    this.#transport.dispose();
    await this.simulator.close();
    rmSync(this.watched, { recursive: true, force: true });
  }

  async #counted<T>(work: Promise<T>): Promise<T> {
    this.#busy += 1;
    try {
      return await work;
    } finally {
      this.#busy -= 1;
    }
  }
}

export interface BedOptions {
  readonly settings?: Partial<Record<SettingKey, unknown>>;
  /** Default true. */
  readonly signedIn?: boolean;
  /** Whether the loop runs; default true. */
  readonly start?: boolean;
}

export async function openCollectorBed(options: BedOptions = {}): Promise<CollectorBed> {
  const simulator = await startSimulator({ now: () => startOfTest });
  const [user] = simulator.users;
  if (user === undefined) throw new Error('The simulator has no user.');
  user.recentlyPlayed.clear();
  user.player.activeDeviceId = undefined;
  const bed = new CollectorBed(simulator, user);
  bed.set(options.settings ?? {});
  if (options.signedIn !== false) await bed.signIn();
  bed.open(options.start);
  await bed.api.call('app.status', {});
  return bed;
}

function cancelled(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    signal?.addEventListener('abort', () => {
      resolve();
    });
  });
}

function unused(): never {
  throw new Error('not part of this test');
}

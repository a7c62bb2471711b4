import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { Clock, Logger } from '../../../src/core/ports.ts';
import type { Transport } from '../../../src/core/spotify/transport.ts';
import { createUndiciTransport } from '../../../src/node/http/undiciTransport.ts';
import { parseSettings, type Settings } from '../../../src/protocol/settings.ts';
import { memoryVault, type MemoryVault } from '../../fixtures/memoryVault.ts';
import type { SimTrack } from '../../spotify/catalogue.ts';
import { startSimulator, type SimulatedUser, type Simulator } from '../../spotify/simulator.ts';
import { HandTimers } from '../../unit/collector/handTimers.ts';

export const minute = 60_000;
export const hour = 60 * minute;
/** Noon in Berlin, the day before the clocks go back. */
export const startOfSoak = Date.UTC(2026, 9, 24, 10);

/** What all windows share: the machine with its clock and its disk, the user, and Spotify. */
export class SoakWorld {
  readonly dataDir = mkdtempSync(join(tmpdir(), 'backbeat-soak-'));
  readonly exportsDir = mkdtempSync(join(tmpdir(), 'backbeat-soak-exports-'));
  readonly wasm = readFileSync(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'));
  readonly clock: Clock;
  readonly timers: HandTimers;
  readonly transport: Transport;
  readonly vault: MemoryVault;
  readonly logger: Logger;
  /** Lines of the log that say that something broke. */
  readonly errors: string[] = [];
  readonly settings: () => Settings;
  /** What the host of the moment remembers of Spotify, as its file does. */
  stateText: string | undefined;
  /** How far the machine's clock is off, ms. */
  skew = 0;
  readonly simulator: Simulator;
  readonly user: SimulatedUser;
  /** Whole seconds at which listens ended, as they really were: the truth. */
  readonly truth: number[] = [];
  #busy = 0;
  #isDisposed = false;
  readonly #undici: ReturnType<typeof createUndiciTransport>;

  constructor(simulator: Simulator, user: SimulatedUser) {
    this.simulator = simulator;
    this.user = user;
    this.clock = { now: () => simulator.clock.now() + this.skew, timeZone: () => 'Europe/Berlin' };
    this.timers = new HandTimers(
      (ms) => {
        simulator.clock.advance(ms);
      },
      () => this.#busy > 0,
    );
    this.#undici = createUndiciTransport({ version: '0.0.0' });
    this.transport = (request) => this.counted(this.#undici(request));
    this.vault = memoryVault([], { clientId: simulator.clientId });
    const ignore = (): void => undefined;
    this.logger = {
      ...{ debug: ignore, info: ignore, warn: ignore },
      error: (message, context) => this.errors.push(`${message} ${inspect(context?.['error'])}`),
    };
    const settings = parseSettings({
      'spotify.apiUrl': simulator.apiUrl,
      'spotify.accountsUrl': simulator.accountsUrl,
      'initialSync.enabled': false,
    });
    this.settings = () => settings;
  }

  /** Notes that something is under way, so that time stands still for it. */
  async counted<T>(work: Promise<T>): Promise<T> {
    this.#busy += 1;
    try {
      return await work;
    } finally {
      this.#busy -= 1;
    }
  }

  async signIn(): Promise<void> {
    const { accessToken, refreshToken, expiresIn, scope } = this.simulator.signIn(this.user.id);
    await this.vault.put({
      ...{ account: this.user.id, displayName: 'Ada', app: { clientId: this.simulator.clientId } },
      ...{ scopes: scope.split(' '), refreshToken, accessToken },
      accessTokenExpiresAt: this.clock.now() + expiresIn * 1000,
      authorizedAt: this.clock.now(),
    });
  }

  track(at: number): SimTrack {
    const { tracks } = this.simulator.catalogue;
    const track = tracks[at % tracks.length];
    if (track === undefined) throw new Error('There are no tracks.');
    return track;
  }

  /** Somebody heard a track to its end, at a whole second. */
  hear(at: number): void {
    const endedAt = Math.floor(this.simulator.clock.now() / 1000) * 1000;
    if (endedAt <= (this.truth.at(-1) ?? 0)) return;
    this.user.recentlyPlayed.add(this.track(at), endedAt);
    this.truth.push(endedAt);
  }

  async dispose(): Promise<void> {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    this.#undici.dispose();
    await this.simulator.close();
    for (const folder of [this.dataDir, this.exportsDir]) rmSync(folder, { recursive: true, force: true });
  }
}

export async function openSoakWorld(): Promise<SoakWorld> {
  const simulator = await startSimulator({ now: () => startOfSoak });
  const [user] = simulator.users;
  if (user === undefined) throw new Error('The simulator has no user.');
  user.recentlyPlayed.clear();
  user.player.activeDeviceId = undefined;
  const world = new SoakWorld(simulator, user);
  await world.signIn();
  return world;
}

import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HistoryStore } from '../../src/core/history/historyStore.ts';
import type { Credentials } from '../../src/core/spotify/credentials.ts';
import { openDataFolder } from '../../src/node/dataFolder.ts';
import { systemClock } from '../../src/node/systemClock.ts';
import type { SyncNowResult } from '../../src/protocol/collector/collectorRequests.ts';
import { recordingLogger } from '../fixtures/recordingLogger.ts';
import { seededRandom } from '../fixtures/seededRandom.ts';
import { startSimulator, type SimulatedUser, type Simulator } from '../spotify/simulator.ts';
import { buildBundles, type Bundles } from './harness/bundles.ts';
import { FaultTable } from './harness/faultTable.ts';
import { HostChild } from './harness/hostChild.ts';
import { smallLimits } from './harness/world.ts';

const kills = Number(process.env['BACKBEAT_FAULTS_KILLS'] ?? 300) >= 300 ? 30 : 6;
const seed = Number(process.env['BACKBEAT_FAULTS_SEED'] ?? Date.now() % 1_000_000);
const random = seededRandom(seed);
const wasm = readFileSync(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'));
/** Between two polls, so that even after several of no avail there are never 50. */
const mostNews = 6;
const table = new FaultTable();

let bundles: Bundles;
let simulator: Simulator;
let user: SimulatedUser;
let dataDir: string;
/** All that Spotify ever told, or would have. */
const truth = new Set<string>();

beforeAll(async () => {
  [bundles, simulator] = await Promise.all([buildBundles(), startSimulator({ seed })]);
  dataDir = mkdtempSync(join(tmpdir(), 'backbeat-poll-kills-'));
  const [first] = simulator.users;
  if (first === undefined) throw new Error('nobody listens');
  user = first;
  // Spotify forgets all but the last 50; nothing of this history may go that way before it is asked for.
  user.recentlyPlayed.clear();
});
afterAll(async () => {
  bundles.dispose();
  rmSync(dataDir, { recursive: true, force: true });
  await simulator.close();
  console.info(`\nSeed ${seed}\n${table.toString()}`);
});

function told(): string[] {
  return user.recentlyPlayed.plays.map(({ track, playedAt }) => `${playedAt} spotify:track:${track.id}`);
}

function listen(): void {
  for (let news = random.int(1, mostNews); news > 0; news--) {
    user.recentlyPlayed.add(random.pick(simulator.catalogue.tracks), simulator.clock.now());
  }
  for (const key of told()) truth.add(key);
}

function start(): HostChild {
  const { accessToken, refreshToken, expiresIn, scope } = simulator.signIn(user.id);
  const credentials: Credentials = {
    ...{ account: user.id, displayName: 'Ada', app: { clientId: simulator.clientId } },
    ...{ scopes: scope.split(' '), accessToken, refreshToken, authorizedAt: Date.now() },
    accessTokenExpiresAt: Date.now() + expiresIn * 1000,
  };
  const { apiUrl, accountsUrl } = simulator;
  return new HostChild(bundles, {
    dataDir,
    limits: smallLimits,
    spotify: { apiUrl, accountsUrl, credentials },
  });
}

/** What is stored, in a copy as a later process finds it; each play once. */
async function stored(): Promise<ReadonlySet<string>> {
  const copy = mkdtempSync(join(tmpdir(), 'backbeat-poll-check-'));
  try {
    cpSync(dataDir, copy, { recursive: true, filter: (path) => !path.endsWith('.sock') });
    const folder = openDataFolder(copy);
    const store = await HistoryStore.open({
      ...{ clock: systemClock, logger: recordingLogger(), folder },
      sqlWasm: () => wasm,
    });
    const rows = store.database.rows(
      'SELECT o.ended_at, t.uri FROM observations o JOIN tracks t ON t.id = o.track',
    );
    const gaps = store.database.rows('SELECT * FROM gaps');
    store.database.close();
    const keys = rows.map(([endedAt, uri]) => `${String(endedAt)} ${String(uri)}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(gaps).toEqual([]);
    return new Set(keys);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

describe('a host that is killed while it polls Spotify', () => {
  it(`has stored once what it said is collected, and fetches the rest with the next poll, ${kills} times`, async () => {
    /** Told by Spotify before a poll began that was acknowledged. */
    let collected: ReadonlySet<string> = new Set();
    let acknowledged = 0;
    for (let n = 0; n < kills; n++) {
      const began = performance.now();
      // The first answer may be that of a cycle which the process began by itself.
      let before = new Set(truth);
      const child = start();
      await child.opened;
      const life = { isOver: false, polls: 0 };
      void child.ended.then(() => (life.isOver = true));
      const polling = (async () => {
        while (!life.isOver) {
          listen();
          const answer = (await child.ask('collector.syncNow', {}).done) as SyncNowResult;
          if (answer.accounts.length > 0 && answer.accounts.every(({ outcome }) => outcome === 'success')) {
            collected = before;
            life.polls++;
            acknowledged++;
          }
          before = new Set(truth);
        }
      })().catch(() => undefined);
      // The first polls of a process take longer: some of the kills hit them.
      const whole = random.int(0, 3);
      while (life.polls < whole) await sleep(1);
      await sleep(random.int(0, 60));
      await child.kill();
      await polling;
      const found = await stored();
      const lost = [...collected].filter((key) => !found.has(key));
      const invented = [...found].filter((key) => !truth.has(key));
      table.add('kill during a poll of Spotify', lost.length, performance.now() - began);
      expect({ n, lost, invented }).toEqual({ n, lost: [], invented: [] });
    }
    expect(acknowledged).toBeGreaterThan(0);
    const last = start();
    await last.opened;
    listen();
    // A cycle that was under way is waited for instead; the one after it has seen everything.
    for (let n = 0; n < 2; n++) await last.ask('collector.syncNow', {}).done;
    last.close();
    await last.ended;
    expect(await stored()).toEqual(truth);
  });
});

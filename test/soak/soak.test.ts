import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { storeFiles } from '../../src/core/history/storeFiles.ts';
import { seededRandom } from '../fixtures/seededRandom.ts';
import { heapInUse, leftSince, openResources } from './harness/leftovers.ts';
import { writeExport } from './harness/soakExports.ts';
import { SoakWindow } from './harness/soakWindow.ts';
import { hour, minute, openSoakWorld, startOfSoak, type SoakWorld } from './harness/soakWorld.ts';

/** Simulated hours: a day by `BACKBEAT_SOAK_HOURS`' default. */
const hours = Number(process.env.BACKBEAT_SOAK_HOURS ?? 24);
const seed = Number(process.env.BACKBEAT_SOAK_SEED ?? 1);
const stepMs = 10 * minute;
const steps = Math.round((hours * hour) / stepMs);
const mostWindows = 5;
const mebibyte = 1024 * 1024;
/** Flat: the last quarter's heap against the second quarter's, and what the history itself may grow by. */
const flatRatio = 1.1;
const flatBytes = 4 * mebibyte;
/** A journal of 4 MB becomes a snapshot; one record more may be in it. */
const mostJournal = 5 * mebibyte;
const mostSnapshot = 8 * mebibyte;
const soakMs = 30 * minute;

const random = seededRandom(seed);
let world: SoakWorld;
let windows: SoakWindow[] = [];
let before: Readonly<Record<string, number>>;
const told = { opened: 0, closed: 0, hosts: 0, imports: 0, sleeps: 0, troubles: 0, expired: 0, files: 0 };

beforeAll(async () => {
  before = openResources();
  world = await openSoakWorld();
});
afterAll(() => world.dispose());

const anyWindow = (): SoakWindow => random.pick(windows);

function openWindow(): void {
  windows.push(new SoakWindow(world));
  told.opened += 1;
}

async function closeWindow(): Promise<void> {
  const closed = anyWindow();
  windows = windows.filter((one) => one !== closed);
  told.closed += 1;
  told.hosts += closed.timesHost;
  await closed.close();
}

/** The user listens for ten minutes, now and then; time passes between. */
async function pass(): Promise<void> {
  const plays = random.int(0, 4);
  for (let at = 0; at < plays; at += 1) {
    await world.timers.turn(random.int(100, 140) * 1000);
    world.hear(world.truth.length);
  }
  await world.timers.turn(stepMs - plays * 2 * minute);
}

/** The machine sleeps: its clock goes on, its timers do not. The phone goes on playing, for a while. */
function sleep(): void {
  told.sleeps += 1;
  for (let at = random.int(0, 15); at > 0; at -= 1) {
    world.simulator.clock.advance(4 * minute);
    world.hear(world.truth.length);
  }
  world.simulator.clock.advance(random.int(1, 60) * minute);
}

/**
 * Spotify refuses for a time that costs no listen: fewer than fifty are heard in it. A sign-in that is refused twice
 * would end the collecting until the user signs in anew, so it is refused once.
 */
function trouble(): void {
  told.troubles += 1;
  const { troubles } = world.simulator;
  const seconds = random.int(1, 90) * 60;
  const kind = random.pick(['429', 'quota', '500', '502-plain', 'cut', 'garbage', '401'] as const);
  if (kind === '429' || kind === 'quota') troubles.once({ kind, retryAfterSeconds: seconds });
  else troubles.once({ kind }, { times: kind === '401' ? 1 : random.int(1, 4) });
}

/** An export of years ago, new the first time; or of what was collected meanwhile, which adds nothing. */
async function importSome(): Promise<void> {
  told.imports += 1;
  const number = told.files;
  const isOld = random.chance(0.6) || world.truth.length < 60;
  const year = Date.UTC(2010 + (number % 12), number % 12, 1 + (number % 20));
  const listens = isOld
    ? Array.from({ length: 300 }, (_, at) => ({ endedAt: year + at * 7 * minute, track: at }))
    : world.truth.slice(0, 40).map((endedAt, track) => ({ endedAt, track }));
  const path = writeExport(world, `Streaming_History_Audio_${number}.json`, listens);
  if (isOld) {
    told.files += 1;
    imported.push(...listens.map(({ endedAt }) => endedAt));
  }
  const report = await anyWindow().call('import.run', { paths: [path] });
  expect(report.rows_read).toBe(listens.length);
  if (isOld) expect(report.stored).toBe(listens.length);
  const again = await anyWindow().call('import.run', { paths: [path] });
  expect([again.rows_read, again.stored]).toEqual([listens.length, 0]);
}

const imported: number[] = [];

/** Instants of all plays that the history knows, oldest first. */
async function known(): Promise<readonly number[]> {
  const instants: number[] = [];
  for (let cursor: string | undefined; ;) {
    const answer = await anyWindow().call('history.searchPlays', {
      ...{ days: 36_500, min_seconds: 0, limit: 100 },
      ...(cursor !== undefined && { cursor }),
    });
    instants.push(...answer.plays.map(({ played_at }) => Date.parse(played_at)));
    cursor = answer.next_cursor;
    if (cursor === undefined) return instants.sort((a, b) => a - b);
  }
}

const sizeOf = (name: string): number =>
  statSync(join(world.dataDir, name), { throwIfNoEntry: false })?.size ?? 0;

it(
  'a day of collecting, with windows, imports, sleep, limits and the end of summer time, loses nothing and keeps nothing',
  async () => {
    const heap: number[] = [];
    let mostJournalSeen = 0;
    openWindow();
    await importSome();
    for (let step = 0; step < steps; step += 1) {
      await pass();
      if (windows.length < mostWindows && random.chance(0.25)) openWindow();
      if (windows.length > 1 && random.chance(0.2)) await closeWindow();
      if (random.chance(0.05)) sleep();
      if (random.chance(0.12)) trouble();
      if (random.chance(0.08)) {
        world.simulator.expireAccessTokens();
        told.expired += 1;
      }
      world.skew = random.chance(0.1) ? random.int(-90, 90) * 1000 : 0;
      if (random.chance(0.1)) await importSome();
      for (const window of windows) {
        await window.call('history.topTracks', { days: 1, limit: 5 });
        await window.call('collector.status', {});
      }
      world.simulator.requests.length = 0;
      mostJournalSeen = Math.max(mostJournalSeen, sizeOf(storeFiles.journal));
      if (step % 4 === 3) heap.push(await heapInUse());
      if (step % 12 === 11) {
        const report = (await anyWindow().call('collector.status', {})).accounts.map(({ state, message }) =>
          message === undefined ? state : `${state} (${message})`,
        );
        const at = new Date(world.simulator.clock.now()).toISOString().slice(0, 16);
        process.stdout.write(
          `soak: ${at}, ${windows.length} windows, ${world.truth.length} heard, ${imported.length} imported, ${Math.round((heap.at(-1) ?? 0) / mebibyte)} MB, ${report.join()}\n`,
        );
      }
    }
    // Whatever Spotify refused at last is over some hours later.
    world.simulator.troubles.clear();
    world.skew = 0;
    await world.timers.turn(3 * hour);
    const truth = [...world.truth, ...imported].sort((a, b) => a - b);
    const plays = await known();
    process.stdout.write(
      `soak: ${JSON.stringify(told)}, ${plays.length} plays of ${truth.length}, journal at most ${mostJournalSeen} bytes, snapshot ${sizeOf(storeFiles.snapshot)}, heap ${heap.map((bytes) => Math.round((10 * bytes) / mebibyte) / 10).join(' ')} MB\n`,
    );
    expect(plays).toEqual(truth);
    expect(world.clock.now() - startOfSoak).toBeGreaterThanOrEqual(hours * hour);
    while (windows.length > 0) await closeWindow();
    expectFilesBounded(mostJournalSeen);
    expect(world.errors).toEqual([]);
    expectFlat(heap);
    await world.dispose();
    await expect.poll(() => leftSince(before), { timeout: 60_000 }).toEqual([]);
  },
  soakMs,
);

function expectFilesBounded(journal: number): void {
  expect(journal).toBeLessThan(mostJournal);
  for (const name of [storeFiles.snapshot, storeFiles.previousSnapshot]) {
    expect(sizeOf(name)).toBeLessThan(mostSnapshot);
  }
  const strange = readdirSync(world.dataDir).filter((name) => /damaged|\.new$|\.tmp$/.test(name));
  expect(strange).toEqual([]);
}

function expectFlat(heap: readonly number[]): void {
  const quarter = heap.length / 4;
  if (quarter < 1) return;
  const second = Math.max(...heap.slice(Math.floor(quarter), Math.ceil(2 * quarter)));
  const last = Math.max(...heap.slice(Math.floor(3 * quarter)));
  expect(last).toBeLessThan(flatRatio * second + flatBytes);
}

import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CoverageResult } from '../../src/protocol/history/coverage.ts';
import type { SearchPlaysResult } from '../../src/protocol/history/searchPlays.ts';
import type {
  CollectedAccount,
  CollectorStatusResult,
} from '../../src/protocol/collector/collectorRequests.ts';
import type { jobRunsResult } from '../../src/protocol/ops/opsRequests.ts';
import { defaultToolsets } from '../../src/protocol/settings.ts';
import type * as z from 'zod';
import { extendedRow } from '../fixtures/exportRows.ts';
import { zipExport } from '../fixtures/zipExport.ts';
import type { SimTrack } from '../spotify/catalogue.ts';
import { startSimulator, type SimulatedUser, type Simulator } from '../spotify/simulator.ts';
import { openVsCode, type VsCodeSession } from './harness/session.ts';
import { answerConsent, signInAda } from './spotifySession.ts';

const server = 'mcp_backbeat_';
const minute = 60_000;
const recentlyPlayed = 'GET /me/player/recently-played';

let spotify: Simulator;
let ada: SimulatedUser;
let code: VsCodeSession;
let exports: string;
/** Listens that the history must have by now. */
let known = 0;

beforeAll(async () => {
  spotify = await startSimulator();
  [ada] = spotify.users as [SimulatedUser];
  exports = await mkdtemp(join(tmpdir(), 'backbeat-watched-'));
  code = await openVsCode({
    name: 'collector',
    settings: { 'backbeat.toolsets': [...defaultToolsets, 'ops'], 'backbeat.collector.intervalSeconds': 60 },
    machineSettings: {
      'backbeat.spotify.apiUrl': spotify.apiUrl,
      'backbeat.spotify.accountsUrl': spotify.accountsUrl,
      'backbeat.import.watchFolder': exports,
    },
  });
  code.workbench.page.context().setDefaultTimeout(20_000);
  await signInAda(code, spotify);
  await code.driver.startMcpServers();
});
afterAll(async () => {
  await code.dispose();
  await spotify.close();
  await rm(exports, { recursive: true, force: true });
});

// Each step starts where the one before ended.
let broken = false;
beforeEach((test) => {
  if (broken) test.skip('a step before this one failed');
  test.onTestFailed(() => {
    broken = true;
  });
});

async function ask<Result>(tool: string, input: object = {}): Promise<Result> {
  const { structured, text } = await code.driver.invokeTool(`${server}${tool}`, input);
  return (structured ?? { error: text }) as Result;
}

const coverage = (): Promise<CoverageResult> => ask('history_coverage', { days: 30, min_seconds: 0 });
const listens = async (): Promise<number | undefined> => (await coverage()).history?.listens;
const pollsSoFar = (): number =>
  spotify.requests.filter(({ method, path }) => `${method} ${path}` === recentlyPlayed).length;

async function collection(): Promise<CollectedAccount | undefined> {
  const { accounts } = await ask<CollectorStatusResult>('ops_sync_status');
  expect(accounts.length).toBeLessThanOrEqual(1);
  return accounts[0];
}

/** Collects by the command, and returns what the user is told. */
async function collectNow(): Promise<string> {
  const { workbench } = code;
  await workbench.notifications.clear();
  await workbench.runCommand('Backbeat: Collect Listens Now');
  const { text } = await workbench.notifications.waitFor(new RegExp(ada.displayName));
  await workbench.notifications.clear();
  return text;
}

function trackAt(index: number): SimTrack {
  const track = spotify.catalogue.tracks[index];
  if (track === undefined) throw new Error('The catalogue has no such track.');
  return track;
}

/** Ada hears tracks one after the other, the last of them ending so many ms ago. */
function hear(count: number, { first, endingAgo }: { first: number; endingAgo: number }): void {
  const last = spotify.clock.now() - endingAgo;
  for (let index = 0; index < count; index++) {
    ada.recentlyPlayed.add(trackAt(first + index), last - (count - 1 - index) * 5_000);
  }
}

const exportedRow = (track: SimTrack, endedAt: number): Record<string, unknown> =>
  extendedRow({
    ts: new Date(endedAt).toISOString().replace(/\.\d+Z$/, 'Z'),
    ms_played: track.durationMs,
    master_metadata_track_name: track.name,
    master_metadata_album_artist_name: track.artists[0]?.name,
    master_metadata_album_album_name: track.album.name,
    spotify_track_uri: track.uri,
    offline_timestamp: Math.round((endedAt - track.durationMs) / 1000),
  });

describe('after a sign-in', () => {
  it('the last plays are collected by themselves, once, and the first reading ends cleanly', async () => {
    await expect
      .poll(collection, { timeout: 30_000 })
      .toMatchObject({ state: 'idle', initial_sync: 'completed' });
    known = ada.recentlyPlayed.plays.length;
    expect(known).toBe(50);
    expect(await listens()).toBe(known);
    expect((await coverage()).sources).toEqual([{ source: 'api', plays: known }]);
    expect((await coverage()).gaps.filter(({ reason }) => reason !== 'after_last_listen')).toEqual([]);
  });

  it('the runs are on record', async () => {
    const { runs } = await ask<z.infer<typeof jobRunsResult>>('ops_latest_job_runs');
    expect(runs.find(({ type }) => type === 'initial_sync')).toMatchObject({
      status: 'success',
      inserted: known,
    });
  });
});

describe('a poll', () => {
  it('brings what is new, and says how much', async () => {
    hear(3, { first: 10, endingAgo: 1_000 });
    expect(await collectNow()).toContain('3 new plays');
    known += 3;
    expect(await listens()).toBe(known);
    const { plays } = await ask<SearchPlaysResult>('history_search_plays', { limit: 1 });
    expect(plays[0]).toMatchObject({ name: trackAt(12).name, uri: trackAt(12).uri });
  });

  it('brings nothing twice', async () => {
    expect(await collectNow()).toContain('nothing new');
    expect(await listens()).toBe(known);
  });

  it('takes in a play that arrives late, behind the newest one', async () => {
    ada.recentlyPlayed.add(trackAt(20), spotify.clock.now() - 10 * minute);
    expect(await collectNow()).toContain('1 new play');
    known += 1;
    expect(await listens()).toBe(known);
  });

  it('comes by itself after the interval', { timeout: 120_000 }, async () => {
    hear(1, { first: 30, endingAgo: 0 });
    const before = pollsSoFar();
    await expect.poll(pollsSoFar, { timeout: 90_000, interval: 1_000 }).toBeGreaterThan(before);
    known += 1;
    await expect.poll(listens, { timeout: 10_000 }).toBe(known);
  });
});

describe('more plays than Spotify keeps', () => {
  /** Plays that ended between two polls, of which the first ten are lost to Spotify's list. */
  let heard: { readonly track: SimTrack; readonly endedAt: number }[] = [];

  it('leave a gap that is said aloud', async () => {
    const now = spotify.clock.now();
    heard = Array.from({ length: 60 }, (_, index) => ({
      track: trackAt(40 + index),
      endedAt: now - (60 - index) * 250,
    }));
    for (const { track, endedAt } of heard) ada.recentlyPlayed.add(track, endedAt);
    expect(await collectNow()).toMatch(/50 new plays.*(gap|lost|missing)/i);
    known += 50;
    const { gaps, note } = await coverage();
    expect(gaps.filter(({ reason }) => reason === 'missed')).toHaveLength(1);
    expect(note).toContain('at least');
    await code.workbench.screenshot('collector-gap');
  });

  it('are made good by an export that lies in the watched folder, with exact counts', async () => {
    const before = spotify.clock.now() - 5 * minute;
    const rows = [
      exportedRow(trackAt(5), before),
      ...heard.map(({ track, endedAt }) => exportedRow(track, endedAt)),
      exportedRow(trackAt(6), spotify.clock.now()),
    ];
    const name = 'Spotify Extended Streaming History/Streaming_History_Audio_2026_0.json';
    const bytes = await zipExport([{ name, text: JSON.stringify(rows) }]);
    // Written whole before it gets its name, as a browser does it.
    await writeFile(join(exports, 'my_spotify_data.zip.part'), bytes);
    await rename(join(exports, 'my_spotify_data.zip.part'), join(exports, 'my_spotify_data.zip'));
    await expect
      .poll(
        async () => {
          await collectNow();
          return (await coverage()).gaps.filter(({ reason }) => reason === 'missed');
        },
        { timeout: 60_000, interval: 2_000 },
      )
      .toEqual([]);
    // Ten that were lost, and the two around them; fifty of the rows tell what was collected already.
    known += 12;
    expect(await listens()).toBe(known);
  });
});

describe('a pause', () => {
  it('collects nothing, and says so', async () => {
    const { workbench } = code;
    await workbench.runCommand('Backbeat: Pause Collection of Listens');
    await workbench.notifications.waitFor(/paused/);
    hear(2, { first: 110, endingAgo: 0 });
    const before = pollsSoFar();
    expect(await collectNow()).toContain('paused');
    expect(pollsSoFar()).toBe(before);
    expect(await collection()).toMatchObject({ state: 'paused' });
  });

  it('is made good when it is over', async () => {
    const { workbench } = code;
    await workbench.runCommand('Backbeat: Resume Collection of Listens');
    await workbench.notifications.waitFor(/are collected/);
    await collectNow();
    known += 2;
    expect(await listens()).toBe(known);
    expect((await coverage()).gaps.filter(({ reason }) => reason === 'paused')).toEqual([]);
  });
});

describe('a sign-in that has ended', () => {
  it('is said aloud, by the collection and by the doctor', async () => {
    spotify.revoke(ada.id);
    expect(await collectNow()).toMatch(/sign in again/i);
    expect(await collection()).toMatchObject({ state: 'error', failure: 'signed_out' });
    const { checks } = await ask<{ checks: { state: string; found: string }[] }>('ops_doctor');
    expect(checks.filter(({ state }) => state === 'failed').length).toBeGreaterThan(0);
    await code.workbench.screenshot('collector-signed-out');
  });

  it('asks Spotify for nothing until somebody signs in again, and then goes on by itself', async () => {
    hear(1, { first: 120, endingAgo: 0 });
    const before = pollsSoFar();
    await collectNow();
    expect(pollsSoFar()).toBe(before);
    const { workbench } = code;
    const signIn = (): Promise<void> => workbench.runCommand('Backbeat: Sign In to Spotify');
    await answerConsent(workbench, signIn, 'Agree as Ada');
    known += 1;
    await expect.poll(listens, { timeout: 30_000 }).toBe(known);
    expect(await collection()).toMatchObject({ state: 'idle' });
  });
});

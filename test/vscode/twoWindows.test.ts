import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readHostRecord } from '../../src/node/host/hostRecord.ts';
import type { CoverageResult } from '../../src/protocol/history/coverage.ts';
import type { ImportJob } from '../../src/protocol/history/importReport.ts';
import { defaultToolsets } from '../../src/protocol/settings.ts';
import { bulkExtendedFile } from '../fixtures/bulkExtendedFile.ts';
import { zipExport } from '../fixtures/zipExport.ts';
import { connectHttp } from '../protocol/clients.ts';
import { startSimulator, type SimulatedUser, type Simulator } from '../spotify/simulator.ts';
import { openVsCode, type VsCodeSession, type VsCodeWindow } from './harness/session.ts';
import { itemInStatusBar, mcpAddress, nowPlaying, signInAda } from './spotifySession.ts';

const server = 'mcp_backbeat_';
const smallRows = 2_000;
/** So many that the import takes long enough to close a window meanwhile. */
const largeRows = 400_000;
const collected = 50;

let spotify: Simulator;
let ada: SimulatedUser;
let first: VsCodeSession;
let second: VsCodeWindow;
let address: { url: string; token: string };

beforeAll(async () => {
  spotify = await startSimulator();
  [ada] = spotify.users as [SimulatedUser];
  first = await openVsCode({
    name: 'two-windows',
    settings: { 'backbeat.toolsets': [...defaultToolsets, 'ops'] },
    machineSettings: {
      'backbeat.spotify.apiUrl': spotify.apiUrl,
      'backbeat.spotify.accountsUrl': spotify.accountsUrl,
    },
  });
  await signInAda(first, spotify);
  await first.driver.startMcpServers();
});
afterAll(async () => {
  await first.dispose();
  await spotify.close();
});

// Each step starts where the one before ended.
let broken = false;
beforeEach((test) => {
  if (broken) test.skip('a step before this one failed');
  test.onTestFailed(() => {
    broken = true;
  });
});

async function ask<Result>(window: VsCodeWindow, tool: string, input: object = {}): Promise<Result> {
  const { structured, text } = await window.driver.invokeTool(`${server}${tool}`, input);
  return (structured ?? { error: text }) as Result;
}

/** Listens in the history, as a window answers its agents. */
async function listens(window: VsCodeWindow): Promise<number | undefined> {
  const { history } = await ask<CoverageResult>(window, 'history_coverage', { days: 30, min_seconds: 0 });
  return history?.listens;
}

async function newestJob(window: VsCodeWindow): Promise<ImportJob | undefined> {
  const { jobs } = await ask<{ jobs: ImportJob[] }>(window, 'ops_latest_import_jobs', { limit: 1 });
  return jobs[0];
}

async function writeExport(window: VsCodeWindow, rows: number, startMs: number): Promise<string> {
  const text = bulkExtendedFile({ rows, seed: rows, startMs, paceMs: 60_000 });
  const path = join(window.workspaceDir, `my_spotify_data_${rows}.zip`);
  const name = 'Spotify Extended Streaming History/Streaming_History_Audio_2020_0.json';
  await writeFile(path, await zipExport([{ name, text }]));
  return path;
}

async function beginImport({ workbench }: VsCodeWindow, path: string): Promise<void> {
  await workbench.runCommand('Backbeat: Import Spotify Data…');
  await workbench.answerFileDialog(path);
}

const hostPid = (): number | undefined => readHostRecord(first.dataDir)?.pid;
const pidOf = async (window: VsCodeWindow): Promise<number> => (await window.driver.hostInfo()).pid;

describe('two windows', () => {
  it('have one host: the one that came first', async () => {
    await expect.poll(() => listens(first), { timeout: 60_000 }).toBe(collected);
    expect(hostPid()).toBe(await pidOf(first));
    second = await first.openWindow();
    await second.driver.startMcpServers();
    expect(await listens(second)).toBe(collected);
    expect(hostPid()).toBe(await pidOf(first));
    expect(await pidOf(second)).not.toBe(await pidOf(first));
  });

  it('show the same player, asked of Spotify by one of them', async () => {
    await nowPlaying(second.workbench, itemInStatusBar(ada), { timeoutMs: 60_000 });
    await second.workbench.screenshot('two-windows-player');
    await first.workbench.focus();
    await nowPlaying(first.workbench, itemInStatusBar(ada), { timeoutMs: 60_000 });
  });

  it('see the same history: what one imports, the other has', async () => {
    await first.workbench.focus();
    await beginImport(first, await writeExport(first, smallRows, Date.UTC(2018, 0, 1)));
    await first.workbench.notifications.waitFor(/Read [\d,]+ rows/);
    await first.workbench.notifications.clear();
    expect(await listens(first)).toBe(collected + smallRows);
    expect(await listens(second)).toBe(collected + smallRows);
  });

  it('hand out the same address for other MCP clients', async () => {
    address = await mcpAddress(first);
    await second.workbench.focus();
    expect(await mcpAddress(second)).toEqual(address);
  });
});

describe('when the window of the host is closed during an import of the other one', () => {
  it('the other one is the host within seconds, and the import goes on', { timeout: 600_000 }, async () => {
    const path = await writeExport(second, largeRows, Date.UTC(2019, 0, 1));
    await second.workbench.notifications.clear();
    await second.workbench.focus();
    await beginImport(second, path);
    await expect
      .poll(async () => (await newestJob(second))?.status, { timeout: 60_000, interval: 200 })
      .toBe('running');
    const old = hostPid();
    const itsOwn = await pidOf(second);
    expect(old).not.toBe(itsOwn);
    await first.close();
    await expect.poll(() => isAlive(old), { timeout: 60_000, interval: 50 }).toBe(false);
    expect(await second.workbench.page.getByText(/Read [\d,]+ rows/).count()).toBe(0);
    const since = performance.now();
    await expect.poll(hostPid, { timeout: 60_000, interval: 50 }).toBe(itsOwn);
    console.log(
      `the other window was the host ${Math.round(performance.now() - since)} ms after the end of the first`,
    );
  });

  it('it ends with exact counts', { timeout: 600_000 }, async () => {
    const { text } = await second.workbench.notifications.waitFor(/Read [\d,]+ rows/, { timeoutMs: 500_000 });
    console.log(text);
    await second.workbench.screenshot('two-windows-import');
    const job = await newestJob(second);
    expect(job).toMatchObject({ status: 'success', rows_read: largeRows });
    expect(await listens(second)).toBe(collected + smallRows + largeRows);
  });

  it('the same import again adds nothing', { timeout: 600_000 }, async () => {
    await second.workbench.notifications.clear();
    await beginImport(second, join(second.workspaceDir, `my_spotify_data_${largeRows}.zip`));
    await second.workbench.notifications.waitFor(/Read [\d,]+ rows|imported before|already/, {
      timeoutMs: 500_000,
    });
    expect(await listens(second)).toBe(collected + smallRows + largeRows);
  });

  it('MCP clients find the same address with the same token', async () => {
    const tools = async (): Promise<number> => {
      const client = await connectHttp('v1', address.url, address.token);
      try {
        return (await client.listTools()).tools.length;
      } finally {
        await client.close();
      }
    };
    await expect.poll(tools, { timeout: 30_000, interval: 500 }).toBeGreaterThan(0);
  });

  it('the player goes on in the window that is left', async () => {
    await second.workbench.focus();
    await nowPlaying(second.workbench, itemInStatusBar(ada), { timeoutMs: 60_000 });
  });
});

function isAlive(pid: number | undefined): boolean {
  try {
    process.kill(pid ?? 0, 0);
    return true;
  } catch {
    return false;
  }
}

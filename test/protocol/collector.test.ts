import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CollectorStatusResult } from '../../src/protocol/collector/collectorRequests.ts';
import { startSimulator, type Simulator } from '../spotify/simulator.ts';
import { runCli } from './bundle.ts';
import { connectStdio, type TestClient } from './clients.ts';
import { signedInFolder, type SignedInFolder } from './signedInFolder.ts';

let simulator: Simulator;
let home: SignedInFolder;
let client: TestClient | undefined;
beforeAll(async () => {
  simulator = await startSimulator();
  home = signedInFolder(simulator);
  const { code } = await home.login(simulator.users[0]?.id ?? '');
  expect(code).toBe(0);
});
afterAll(async () => {
  await client?.close();
  home.dispose();
  await simulator.close();
});

const env = (): Record<string, string> => ({ ...home.env, COLLECTOR_ENABLED: 'true' });

describe('a server over stdio', () => {
  it('collects by itself while it runs, without being asked', async () => {
    client = await connectStdio('v2 modern', ['--toolsets', 'ops,history'], env());
    const collected = async (): Promise<CollectorStatusResult['accounts']> => {
      const answer = await client?.callTool('ops_sync_status');
      return (answer?.structuredContent as CollectorStatusResult | undefined)?.accounts ?? [];
    };
    await expect.poll(collected, { timeout: 25_000 }).toMatchObject([{ initial_sync: 'completed' }]);
    await client.close();
    client = undefined;
  });
});

describe('`backbeat sync`', () => {
  it('collects what is new and says how much, once', async () => {
    const track = simulator.catalogue.tracks[7];
    if (track === undefined) throw new Error('The catalogue is empty.');
    expect((await runCli(['sync'], env())).stdout).toContain('nothing new');
    simulator.users[0]?.recentlyPlayed.add(track, simulator.clock.now());
    const answer = await runCli(['sync'], env());
    expect(answer).toMatchObject({ code: 0, stderr: '' });
    expect(answer.stdout).toContain('1 new play');
  });

  it('says how the collection stands, pauses it and resumes it', async () => {
    expect((await runCli(['sync', '--status'], env())).stdout).toContain('are collected');
    expect((await runCli(['sync', '--pause'], env())).stdout).toContain('is paused');
    expect((await runCli(['sync'], env())).stdout).toContain('is paused');
    expect((await runCli(['sync', '--resume'], env())).stdout).toContain('are collected');
  });
});

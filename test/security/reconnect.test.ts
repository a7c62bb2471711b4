import { join } from 'node:path';
import type { Client as ClientV2 } from '@modelcontextprotocol/client';
import type { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { ResourceUpdatedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientKinds, connectHttp, type ClientKind, type TestClient } from '../protocol/clients.ts';
import { startSimulator, type Simulator } from '../spotify/simulator.ts';
import {
  authorizeAddress,
  startCli,
  startServe,
  temporaryFolder,
  untilSaid,
  type Served,
} from './harness/processes.ts';

const playback = 'spotify://playback/current';
const folder = temporaryFolder();
const data = join(folder.path, 'data');
let simulator: Simulator;
let env: Record<string, string>;
let served: Served;

beforeAll(async () => {
  simulator = await startSimulator();
  env = {
    SPOTIFY_API_URL: simulator.apiUrl,
    SPOTIFY_ACCOUNTS_URL: simulator.accountsUrl,
    SPOTIFY_CLIENT_ID: simulator.clientId,
  };
  simulator.consent = { user: 'ada-lovelace' };
  const login = startCli(['login', '--no-browser', '--data-dir', data], env);
  const page = await fetch(await untilSaid(login, authorizeAddress));
  await page.text();
  expect(await login.ended, login.said.stderr).toBe(0);
  served = await startServe(data, [], env);
});
afterAll(async () => {
  await served.stop();
  await simulator.close();
  folder.dispose();
});

interface Follower {
  readonly client: TestClient;
  /** Addresses that the server said have changed, until they are forgotten. */
  readonly told: string[];
  /** Begins to listen, on a stream of this client. */
  listen(): Promise<void>;
}

async function follower(kind: ClientKind): Promise<Follower> {
  const client = await connectHttp(kind, served.url, served.token);
  const told: string[] = [];
  if (kind === 'v1') {
    const v1 = client.client as ClientV1;
    v1.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => void told.push(params.uri));
    return { client, told, listen: async () => void (await v1.subscribeResource({ uri: playback })) };
  }
  const v2 = client.client as ClientV2;
  v2.setNotificationHandler('notifications/resources/updated', ({ params }) => void told.push(params.uri));
  return {
    client,
    told,
    listen: async () => {
      if (isStateless(client)) await v2.listen({ resourceSubscriptions: [playback] });
      else await v2.subscribeResource({ uri: playback });
    },
  };
}

const isStateless = (client: TestClient): boolean => client.protocolVersion() === '2026-07-28';

let volume = 20;
/** Changes how loud it plays until the stream says so. */
async function hearsOfChanges({ client, told }: Follower): Promise<void> {
  told.length = 0;
  const change = async (): Promise<readonly string[]> => {
    volume = (volume + 7) % 100;
    const { isError, content } = await client.callTool('spotify_control', { action: 'volume', volume });
    expect(isError, content[0]?.text).not.toBe(true);
    return told;
  };
  await expect.poll(change, { timeout: 60_000, interval: 1_000 }).toContain(playback);
}

/** The server dies, and another process takes over its port and its token. */
async function takeOver(): Promise<void> {
  const { port, token, child, ended } = served;
  child.kill('SIGKILL');
  await ended;
  served = await startServe(data, ['--port', String(port)], env);
  expect(served).toMatchObject({ port, token });
}

describe.each(clientKinds)('a %s client whose server is killed while another takes its place', (kind) => {
  it('goes on with its next call, and hears of changes again', { timeout: 180_000 }, async () => {
    const before = await follower(kind);
    await before.listen();
    await hearsOfChanges(before);
    await takeOver();
    let after = before;
    if (!isStateless(before.client)) {
      // The session is unknown: 404, upon which a client of 2025 has to begin anew.
      const refusal = await before.client.callTool('spotify_status').catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(Error);
      expect(JSON.stringify([refusal, String(refusal)])).toMatch(/404/);
      after = await follower(kind);
    }
    expect((await after.client.callTool('spotify_status')).isError).not.toBe(true);
    await after.listen();
    await hearsOfChanges(after);
    await before.client.close();
    await after.client.close();
  });
});

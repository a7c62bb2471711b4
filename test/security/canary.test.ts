import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toolsets } from '../../src/protocol/settings.ts';
import { connectHttp, type TestClient } from '../protocol/clients.ts';
import { extendedRow } from '../fixtures/exportRows.ts';
import { startSimulator, type Simulator } from '../spotify/simulator.ts';
import { filesBelow } from './harness/filesBelow.ts';
import { issuedSecrets } from './harness/issuedSecrets.ts';
import {
  authorizeAddress,
  runCli,
  startCli,
  startServe,
  temporaryFolder,
  untilSaid,
  type CliEnd,
  type Served,
} from './harness/processes.ts';

/** Secrets of one run: whatever stands for the user towards Spotify, or lets somebody in here. */
const passphrase = 'canary-passphrase-5d1c7f';
const folder = temporaryFolder();
const data = join(folder.path, 'data');
let simulator: Simulator;
let served: Served;
let client: TestClient;
let env: NodeJS.ProcessEnv;
/** Everything that a person, a log or an agent got to see. */
const seen: { readonly where: string; readonly text: string }[] = [];

const keep = (where: string, { stdout, stderr }: CliEnd): void => {
  seen.push({ where: `${where}: stdout`, text: stdout }, { where: `${where}: stderr`, text: stderr });
};

const issued = (): readonly string[] => issuedSecrets(simulator);

beforeAll(async () => {
  simulator = await startSimulator();
  env = {
    SPOTIFY_API_URL: simulator.apiUrl,
    SPOTIFY_ACCOUNTS_URL: simulator.accountsUrl,
    SPOTIFY_CLIENT_ID: simulator.clientId,
    SPOTIFY_CLIENT_SECRET: simulator.clientSecret,
    TOKEN_ENCRYPTION_KEY: passphrase,
    BACKBEAT_LOG: 'debug',
  };
  simulator.consent = { user: 'ada-lovelace' };
  const login = startCli(['login', '--no-browser', '--data-dir', data], env);
  const page = await fetch(await untilSaid(login, authorizeAddress));
  await page.text();
  expect(await login.ended, login.said.stderr).toBe(0);
  keep('login', { code: 0, ...login.said });
  served = await startServe(data, ['--toolsets', toolsets.join(',')], env);
  client = await connectHttp('v1', served.url, served.token);
});
afterAll(async () => {
  await client.close();
  await served.stop();
  await simulator.close();
  folder.dispose();
});

async function call(tool: string, args: Record<string, unknown> = {}): Promise<void> {
  const answer = await client.callTool(tool, args);
  seen.push({ where: `tool ${tool}`, text: JSON.stringify(answer) });
}

describe('secrets of a run', () => {
  it('are used: tools, an import, errors of every kind, diagnostics', { timeout: 240_000 }, async () => {
    for (const tool of ['spotify_status', 'spotify_get_profile', 'ops_doctor', 'ops_logs', 'ops_sync_status'])
      await call(tool);
    await call('spotify_search', { query: 'rain', types: ['track'] });
    simulator.expireAccessTokens();
    await call('spotify_recently_played');
    await call('spotify_control', { action: 'pause', surprise: served.token });
    await call('spotify_get_playlist', { playlist: '../../me' });
    await call('ops_import_export', { path: '/nowhere/my_spotify_data.zip' });
    const path = join(folder.path, 'Streaming_History_Audio_2024_0.json');
    writeFileSync(path, JSON.stringify([extendedRow()]));
    await call('ops_import_export', { path });
    simulator.revoke('ada-lovelace');
    simulator.expireAccessTokens();
    for (const tool of ['spotify_status', 'spotify_get_top', 'ops_doctor', 'ops_logs', 'history_coverage'])
      await call(tool);
    for (const tool of ['ops_latest_job_runs', 'ops_latest_import_jobs', 'ops_sync_now']) await call(tool);
    for (const args of [
      ['doctor', '--json'],
      ['accounts', '--json'],
      ['status'],
      ['status', '--json'],
      ['doctor'],
      ['summary'],
      ['login', '--port', 'x'],
    ])
      keep(args.join(' '), await runCli([...args, '--data-dir', data], env));
    for (const target of ['healthz', 'readyz', 'metrics', 'mcp']) {
      const answer = await fetch(new URL(`/${target}`, served.url));
      seen.push({ where: target, text: await answer.text() });
    }
    const metrics = await fetch(new URL('/metrics', served.url), {
      headers: { authorization: `Bearer ${served.token}` },
    });
    seen.push({ where: 'metrics with the token', text: await metrics.text() });
    expect(issued().length).toBeGreaterThanOrEqual(3);
  });

  it('are in no answer, no error, no log and no line of a process', () => {
    const secrets = [...issued(), simulator.clientSecret, passphrase];
    const server = { code: null, ...served.said };
    // The tool's own argument held the bearer token: what an agent wrote itself may come back to it, not go elsewhere.
    keep('serve', server);
    const leaks = seen.flatMap(({ where, text }) =>
      [...secrets, served.token]
        .filter((secret) => text.includes(secret))
        .map((secret) => `${where}: ${secret}`),
    );
    expect(leaks).toEqual([]);
    expect(served.said.stderr).not.toBe('');
  });

  it.runIf(process.platform === 'linux')('are in the arguments of no process', () => {
    const line = readFileSync(`/proc/${served.child.pid ?? 0}/cmdline`, 'utf8');
    for (const secret of [...issued(), simulator.clientSecret, passphrase, served.token])
      expect(line).not.toContain(secret);
  });

  it('lie in no file in the clear, but for the bearer token in the file that is for it', () => {
    const leaks = filesBelow(data).flatMap((path) => {
      const bytes = readFileSync(path);
      return [...issued(), simulator.clientSecret, passphrase, served.token]
        .filter(
          (secret) => bytes.includes(secret) && !(basename(path) === 'mcp-token' && secret === served.token),
        )
        .map((secret) => `${path}: ${secret}`);
    });
    expect(leaks).toEqual([]);
  });
});

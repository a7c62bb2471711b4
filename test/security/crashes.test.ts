import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logLevels } from '../../src/protocol/events.ts';
import { toolsets } from '../../src/protocol/settings.ts';
import { connectHttp } from '../protocol/clients.ts';
import { startSimulator, type Simulator } from '../spotify/simulator.ts';
import { BreakingPlace, type Breakage } from './harness/breakable.ts';
import { heldSecrets, issuedSecrets } from './harness/issuedSecrets.ts';
import {
  authorizeAddress,
  runCli,
  startCli,
  startServe,
  temporaryFolder,
  untilSaid,
} from './harness/processes.ts';

const passphrase = 'crash-passphrase-9e02b4';
const collectorKey = 'collector-key-71aa08';
const folder = temporaryFolder();
const data = join(folder.path, 'data');
let simulator: Simulator;
let env: Record<string, string>;

beforeAll(async () => {
  simulator = await startSimulator();
  env = {
    SPOTIFY_API_URL: simulator.apiUrl,
    SPOTIFY_ACCOUNTS_URL: simulator.accountsUrl,
    SPOTIFY_CLIENT_ID: simulator.clientId,
    SPOTIFY_CLIENT_SECRET: simulator.clientSecret,
    TOKEN_ENCRYPTION_KEY: passphrase,
    OTEL_EXPORTER_OTLP_HEADERS: `x-api-key=${collectorKey}`,
  };
  simulator.consent = { user: 'ada-lovelace' };
});
afterAll(async () => {
  await simulator.close();
  folder.dispose();
});

/** What a process that acts for the user has in its memory; codes of sign-ins are used up by then. */
const inMemory = (): readonly string[] => [...heldSecrets(simulator), simulator.clientSecret, passphrase];
/** What must be seen nowhere. */
const secrets = (): readonly string[] => [...issuedSecrets(simulator), simulator.clientSecret, passphrase];
const leaksIn = (text: string, more: readonly string[] = []): readonly string[] =>
  [...secrets(), ...more].filter((secret) => text.includes(secret));

describe('the browser of a sign-in', () => {
  it.runIf(process.platform === 'linux')(
    'is started without a secret in its environment or its arguments',
    { timeout: 120_000 },
    async () => {
      const seenFile = join(folder.path, 'browser.json');
      const browser = join(folder.path, 'browser');
      // Stands in the way of the system's launcher: it writes down what it was given, and goes to the page.
      const script = `#!${process.execPath}
const { writeFileSync, renameSync } = require('node:fs');
const { env, argv } = process;
writeFileSync(${JSON.stringify(`${seenFile}.new`)}, JSON.stringify({ env, argv }));
renameSync(${JSON.stringify(`${seenFile}.new`)}, ${JSON.stringify(seenFile)});
fetch(argv.at(-1)).then((page) => page.text());
`;
      writeFileSync(browser, script);
      chmodSync(browser, 0o755);
      writeFileSync(join(folder.path, 'xdg-open'), script);
      chmodSync(join(folder.path, 'xdg-open'), 0o755);
      const login = startCli(['login', '--data-dir', data], {
        ...env,
        ...{ DISPLAY: ':99', BROWSER: browser, PATH: `${folder.path}:${process.env['PATH'] ?? ''}` },
      });
      await untilSaid(login, authorizeAddress).catch(() => undefined);
      expect(await login.ended, login.said.stderr).toBe(0);
      expect(existsSync(seenFile), login.said.stderr).toBe(true);
      const seen = readFileSync(seenFile, 'utf8');
      expect(issuedSecrets(simulator).length).toBeGreaterThanOrEqual(3);
      expect(leaksIn(seen, [collectorKey])).toEqual([]);
      expect(leaksIn(login.said.stdout + login.said.stderr, [collectorKey])).toEqual([]);
    },
  );
});

const breakages: readonly Omit<Breakage, 'secrets'>[] = [
  { where: 'main', how: 'exception' },
  { where: 'main', how: 'rejection' },
];

describe('a process that fails as nobody expected', () => {
  it.each(breakages)(
    'of `backbeat serve`, by an $how, says so without a secret',
    { timeout: 120_000 },
    async ({ where, how }) => {
      const place = new BreakingPlace(join(folder.path, `serve ${how}`.replace(' ', '-')));
      const served = await startServe(data, [], { ...env, ...place.env });
      const client = await connectHttp('v1', served.url, served.token);
      await client.callTool('spotify_get_profile');
      place.break({ where, how, secrets: [...inMemory(), served.token] });
      expect(await served.ended).toBe(1);
      await client.close();
      expect(served.said.stderr).toContain('did not expect');
      expect(served.said.stderr).toContain('sending');
      expect(leaksIn(served.said.stderr, [served.token])).toEqual([]);
      expect(place.left().filter(({ text }) => leaksIn(text, [served.token]).length > 0)).toEqual([]);
    },
  );

  it('of `backbeat mcp` says so without a secret, and nothing on stdout', { timeout: 120_000 }, async () => {
    const place = new BreakingPlace(join(folder.path, 'mcp'));
    const started = startCli(['mcp', '--data-dir', data], { ...env, ...place.env });
    place.break({ where: 'main', how: 'exception', secrets: [simulator.clientSecret, passphrase] });
    expect(await started.ended).toBe(1);
    expect(started.said.stdout).toBe('');
    expect(started.said.stderr).toContain('did not expect');
    expect(leaksIn(started.said.stderr)).toEqual([]);
  });

  it('in its history worker says so without a secret, and goes on', { timeout: 120_000 }, async () => {
    const place = new BreakingPlace(join(folder.path, 'worker'));
    const served = await startServe(data, ['--toolsets', toolsets.join(',')], { ...env, ...place.env });
    try {
      const client = await connectHttp('v1', served.url, served.token);
      await client.callTool('spotify_get_profile');
      await client.callTool('history_coverage');
      place.break({ where: 'history worker', how: 'exception', secrets: [...inMemory(), served.token] });
      await untilSaid(served, /the history worker failed/);
      await expect
        .poll(async () => (await client.callTool('ops_sync_status')).isError, { timeout: 60_000 })
        .not.toBe(true);
      const answers = [await client.callTool('ops_logs', { limit: 50 }), await client.callTool('ops_doctor')];
      await client.close();
      const seen = served.said.stderr + JSON.stringify(answers);
      expect(leaksIn(seen, [served.token])).toEqual([]);
    } finally {
      await served.stop();
    }
  });
});

describe('a report of Node', () => {
  it('and the environments of threads hold no secret of ours', { timeout: 120_000 }, async () => {
    const place = new BreakingPlace(join(folder.path, 'report'));
    const served = await startServe(data, [], { ...env, ...place.env });
    try {
      const client = await connectHttp('v1', served.url, served.token);
      await client.callTool('spotify_get_profile');
      await client.callTool('history_coverage');
      await client.close();
      place.break({ where: 'main', how: 'report', secrets: [] });
      await expect
        .poll(() => place.left().map(({ name }) => name), { timeout: 60_000 })
        .toContain('asked.json');
      await expect
        .poll(() => place.left().some(({ text }) => text.includes('nodejsVersion')), { timeout: 60_000 })
        .toBe(true);
      const left = place.left();
      expect(left.some(({ name }) => name.startsWith('env-'))).toBe(true);
      expect(left.filter(({ text }) => leaksIn(text, [served.token]).length > 0)).toEqual([]);
    } finally {
      await served.stop();
    }
  });
});

describe('a command at every level of the log', () => {
  it.each(logLevels)('%s shows no secret', { timeout: 120_000 }, async (level) => {
    simulator.expireAccessTokens();
    for (const args of [['status', '--json'], ['doctor', '--json'], ['accounts']]) {
      const { stdout, stderr } = await runCli([...args, '--data-dir', data], { ...env, BACKBEAT_LOG: level });
      expect(leaksIn(stdout + stderr)).toEqual([]);
    }
  });
});

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountsResult } from '../../src/protocol/spotify/accounts.ts';
import type { SpotifyControlResult, SpotifyStatus } from '../../src/protocol/spotify/player.ts';
import type { SpotifySearchResult } from '../../src/protocol/spotify/search.ts';
import { startSimulator, type Simulator } from '../spotify/simulator.ts';
import { runCli, temporaryFolder } from './bundle.ts';
import { clientKinds, connectStdio, type TestClient } from './clients.ts';
import { signedInFolder, type SignedInFolder } from './signedInFolder.ts';

let simulator: Simulator;
let home: SignedInFolder;

beforeAll(async () => {
  simulator = await startSimulator();
  simulator.addUser({ id: 'grace-hopper', displayName: 'Grace' });
  home = signedInFolder(simulator);
});
afterAll(async () => {
  home.dispose();
  await simulator.close();
});

async function answer<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await runCli([...args, '--json'], home.env);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as T;
}

describe('the command line', () => {
  it('says what to do where nobody is signed in', async () => {
    const { code, stdout, stderr } = await runCli(['status'], home.env);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/backbeat login/);
  });

  it('signs in through the browser', async () => {
    const { code, said } = await home.login('ada-lovelace');
    expect(said).toContain('Signed in as Ada');
    expect(code).toBe(0);
  });

  it('keeps the tokens encrypted, for their owner alone', () => {
    const file = join(home.path, 'credentials.enc');
    const stored = readFileSync(file, 'latin1');
    expect(stored).not.toMatch(/refreshToken|accessToken|Ada/);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('shows what plays', async () => {
    const status = await answer<SpotifyStatus>('status');
    const [ada] = simulator.users;
    expect(status.state).toBe('playing');
    expect(status.playback?.item?.uri).toBe(ada?.player.item?.uri);
  });

  it('pauses, and says that it saw it', async () => {
    const { outcome } = await answer<SpotifyControlResult>('pause');
    expect(outcome).toBe('verified');
    expect(simulator.users[0]?.player.isPlaying).toBe(false);
  });

  it('has several accounts, apart from each other', async () => {
    await home.login('grace-hopper');
    const { accounts } = await answer<AccountsResult>('accounts');
    expect(accounts.map(({ display_name }) => display_name)).toEqual(['Ada', 'Grace']);
    expect((await answer<SpotifyStatus>('status', '--account', 'Ada')).state).toBe('paused');
    expect((await answer<SpotifyStatus>('status', '--account', 'Grace')).state).toBe('playing');
  });

  it('says no when the user says no, and the others stay signed in', async () => {
    simulator.consent = 'deny';
    const { code, said } = await denied();
    expect(said).toMatch(/\. /);
    expect(code).toBe(1);
    expect((await answer<AccountsResult>('accounts')).accounts).toHaveLength(2);
  });

  it('tells in the doctor who is signed in, and where that is kept', async () => {
    const { stdout } = await runCli(['doctor'], home.env);
    expect(stdout).toContain('Ada is signed in to Spotify');
    expect(stdout).toContain('TOKEN_ENCRYPTION_KEY');
  });

  it('signs out', async () => {
    const { accounts } = await answer<AccountsResult>('logout', 'Grace');
    expect(accounts.map(({ display_name }) => display_name)).toEqual(['Ada']);
  });

  it('searches with the app alone where it has a secret and no user', async () => {
    const nobody = temporaryFolder();
    const env = {
      ...home.env,
      BACKBEAT_DATA_DIR: nobody.path,
      SPOTIFY_CLIENT_SECRET: simulator.clientSecret,
    };
    const name = simulator.catalogue.artists[0]?.name ?? '';
    const { code, stdout, stderr } = await runCli(['search', name, '--json'], env);
    expect(code, stderr).toBe(0);
    expect((JSON.parse(stdout) as SpotifySearchResult).results[0]?.items.length).toBeGreaterThan(0);
    const status = await runCli(['status'], env);
    expect(status.stderr).toMatch(/backbeat login/);
    nobody.dispose();
  });

  async function denied(): ReturnType<SignedInFolder['login']> {
    const login = home.login('nobody');
    simulator.consent = 'deny';
    return login;
  }
});

describe.each(clientKinds)('a %s client', (kind) => {
  let client: TestClient;
  beforeAll(async () => {
    client = await connectStdio(kind, ['--data-dir', home.path], home.env);
  });
  afterAll(() => client.close());

  it('sees the player', async () => {
    const { isError, structuredContent } = await client.callTool('spotify_status');
    expect(isError).toBeFalsy();
    expect(structuredContent).toMatchObject({ account: simulator.users[0]?.accountId });
  });

  it('steers it', async () => {
    const { structuredContent } = await client.callTool('spotify_control', { action: 'volume', volume: 55 });
    expect(structuredContent).toMatchObject({ outcome: 'verified' });
    expect(simulator.users[0]?.player.devices.find(({ name }) => name === 'Desk')?.volumePercent).toBe(55);
  });

  it('is told in a sentence what Spotify refuses', async () => {
    simulator.troubles.once(
      { kind: '403', reason: 'premiumRequired' },
      { match: 'POST /me/player/next', times: 2 },
    );
    const { isError, content } = await client.callTool('spotify_control', { action: 'next' });
    expect(isError).toBe(true);
    expect(content[0]?.text).toMatch(/Premium/);
    simulator.troubles.clear();
  });

  it('is told which arguments there are', async () => {
    const { isError, content } = await client.callTool('spotify_control', {
      action: 'pause',
      devise: 'Desk',
    });
    expect(isError).toBe(true);
    expect(content[0]?.text).toContain('known arguments');
  });
});

describe('a host and its clients', () => {
  it('share one sign-in: the command line asks the running server', async () => {
    const server = await connectStdio('v1', ['--data-dir', home.path], home.env);
    await server.callTool('spotify_status');
    const before = simulator.requests.filter(({ path }) => path === '/api/token').length;
    simulator.expireAccessTokens();
    const answers = await Promise.all([
      answer<SpotifySearchResult>('search', 'first'),
      answer<SpotifySearchResult>('search', 'second'),
      server.callTool('spotify_recently_played'),
    ]);
    expect(answers).toHaveLength(3);
    const after = simulator.requests.filter(({ path }) => path === '/api/token').length;
    expect(after - before).toBe(1);
    await server.close();
  });
});

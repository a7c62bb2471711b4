import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSimulator, type Simulator } from '../spotify/simulator.ts';
import { authorizeAddress, startCli, temporaryFolder, untilSaid, type Started } from './harness/processes.ts';
import { exchange } from './harness/rawHttp.ts';

const folder = temporaryFolder();
let simulator: Simulator;
let login: Started;
let authorize: URL;
let port: number;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(async () => {
  folder.dispose();
  await simulator.close();
});
beforeEach(async () => {
  simulator.requests.length = 0;
  simulator.consent = { user: 'ada-lovelace' };
  login = startCli(['login', '--no-browser', '--data-dir', folder.path], {
    SPOTIFY_API_URL: simulator.apiUrl,
    SPOTIFY_ACCOUNTS_URL: simulator.accountsUrl,
    SPOTIFY_CLIENT_ID: simulator.clientId,
  });
  authorize = new URL(await untilSaid(login, authorizeAddress));
  port = Number(new URL(authorize.searchParams.get('redirect_uri') ?? '').port);
});
afterEach(async () => {
  login.child.kill();
  await login.ended;
});

/** Where the browser is sent after the consent. */
async function callback(): Promise<URL> {
  const answer = await fetch(authorize, { redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? '');
}

const come = (target: string, host = `127.0.0.1:${port}`) =>
  exchange(port, { target, headers: [['Host', host]] });
const pathOf = ({ pathname, search }: URL): string => pathname + search;

describe('a sign-in that waits for the browser', () => {
  it('proves itself by a state and a challenge that cannot be guessed', () => {
    expect(authorize.searchParams.get('state')?.length).toBeGreaterThanOrEqual(22);
    expect(authorize.searchParams.get('code_challenge_method')).toBe('S256');
    expect(authorize.searchParams.get('code_challenge')).toHaveLength(43);
    expect(authorize.href).not.toMatch(/code_verifier|client_secret/);
  });

  it('lets the page of Spotify lead the browser back, and loads for no page', async () => {
    const real = pathOf(await callback());
    const asked = (mode: string) =>
      exchange(port, {
        target: real,
        headers: [
          ['Host', `127.0.0.1:${port}`],
          ['Sec-Fetch-Site', 'cross-site'],
          ['Sec-Fetch-Mode', mode],
        ],
      });
    expect(await asked('no-cors')).toMatchObject({ status: 403 });
    expect(await asked('navigate')).toMatchObject({ status: 200 });
  });

  it('takes no code with a wrong state, no state or another one, and still ends with the right one', async () => {
    const real = await callback();
    for (const state of ['guessed', '', undefined, `${real.searchParams.get('state') ?? ''}x`]) {
      const forged = new URL(real);
      forged.searchParams.delete('state');
      if (state !== undefined) forged.searchParams.set('state', state);
      expect(await come(pathOf(forged))).toMatchObject({ status: 400 });
    }
    // None of them reached the accounts service.
    expect(simulator.requests.filter(({ path }) => path.endsWith('/token'))).toEqual([]);
    expect(await come(pathOf(real))).toMatchObject({ status: 200 });
    expect(await login.ended).toBe(0);
  });

  it('is over after one success: the same callback again finds nobody', async () => {
    const real = await callback();
    expect(await come(pathOf(real))).toMatchObject({ status: 200 });
    expect(await login.ended).toBe(0);
    const { status, text } = await come(pathOf(real));
    expect({ status, text }).toEqual({ status: undefined, text: '' });
  });

  it('takes no callback under another name of this machine, with a foreign Origin or by another method', async () => {
    const real = pathOf(await callback());
    expect(await come(real, 'rebound.example')).toMatchObject({ status: 403 });
    expect(await come(real, `localhost:${port}`)).toMatchObject({ status: 421 });
    expect(await come(real, '127.0.0.1:1')).toMatchObject({ status: 421 });
    const local: [string, string] = ['Host', `127.0.0.1:${port}`];
    const foreign: [string, string] = ['Origin', 'https://evil.example'];
    expect(await exchange(port, { target: real, headers: [local, foreign] })).toMatchObject({ status: 403 });
    const post = { method: 'POST', target: real, headers: [local], body: 'x' };
    expect(await exchange(port, post)).toMatchObject({ status: 405 });
    expect(await come('/mcp')).toMatchObject({ status: 404 });
    expect(await come(real)).toMatchObject({ status: 200 });
  });

  it('shows what a stranger writes into the address as text', async () => {
    const state = authorize.searchParams.get('state') ?? '';
    const error = encodeURIComponent('<script>alert(1)</script>');
    const { text } = await come(`/callback?error=${error}&state=${state}`);
    expect(text).not.toContain('<script>alert');
  });
});

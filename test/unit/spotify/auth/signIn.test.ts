import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registeredRedirectUri } from '../../../../src/core/spotify/auth/redirectUri.ts';
import { startSignIn, type SignIn, type SignInOptions } from '../../../../src/core/spotify/auth/signIn.ts';
import { scopesFor } from '../../../../src/core/spotify/scopes.ts';
import { AuthError, ForbiddenError } from '../../../../src/core/spotify/spotifyErrors.ts';
import { fetchTransport } from '../../../fixtures/fetchTransport.ts';
import { startSimulator, type Simulator } from '../../../spotify/simulator.ts';

const wanted = scopesFor(['player', 'search', 'profile']);
const redirectUri = 'http://127.0.0.1:54321/callback';
const machineClock = { now: () => Date.now(), timeZone: () => 'UTC' };

let spotify: Simulator;
beforeEach(async () => {
  spotify = await startSimulator();
  spotify.consent = { user: 'ada-lovelace' };
});
afterEach(() => spotify.close());

function begin(changes: Partial<SignInOptions> = {}): SignIn {
  return startSignIn({
    app: { clientId: spotify.clientId },
    redirectUri,
    registeredUri: registeredRedirectUri(0),
    scopes: wanted,
    clock: machineClock,
    random: randomBytes,
    transport: fetchTransport,
    accountsUrl: spotify.accountsUrl,
    apiUrl: spotify.apiUrl,
    ...changes,
  });
}

/** What a browser does: it opens the page and is led back. */
async function consent(url: string): Promise<string> {
  const response = await fetch(url, { redirect: 'manual' });
  return response.headers.get('location') ?? '';
}

describe('startSignIn', () => {
  it('asks for consent with PKCE, a state and the scopes', () => {
    const url = new URL(begin().url);
    expect(url.origin + url.pathname).toBe(`${spotify.accountsUrl}/authorize`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: spotify.clientId,
      redirect_uri: redirectUri,
      scope: wanted.join(' '),
      state: expect.stringMatching(/^[\w-]{22}$/) as string,
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/) as string,
    });
  });

  it('redeems the code and learns whose account it is', async () => {
    const now = Date.now();
    const signIn = begin({ clock: { ...machineClock, now: () => now } });
    const credentials = await signIn.finish(await consent(signIn.url));
    expect(credentials).toMatchObject({
      account: spotify.users[0]?.accountId,
      displayName: 'Ada',
      app: { clientId: spotify.clientId },
      scopes: wanted,
    });
    expect(credentials.authorizedAt).toBe(now);
    expect(credentials.accessTokenExpiresAt).toBe(now + 3_600_000);
    const form = new URLSearchParams(
      String(spotify.requests.find(({ path }) => path === '/api/token')?.body),
    );
    expect([...form.keys()]).toEqual(['grant_type', 'code', 'redirect_uri', 'code_verifier', 'client_id']);
  });

  it('proves a secret in the header, and then sends no client id', async () => {
    const signIn = begin({ app: { clientId: spotify.clientId, clientSecret: spotify.clientSecret } });
    await signIn.finish(await consent(signIn.url));
    const request = spotify.requests.find(({ path }) => path === '/api/token');
    const basic = Buffer.from(`${spotify.clientId}:${spotify.clientSecret}`).toString('base64');
    expect(request?.headers.authorization).toBe(`Basic ${basic}`);
    expect(new URLSearchParams(String(request?.body)).has('client_id')).toBe(false);
  });

  it('refuses a callback of another sign-in, and goes on waiting for its own', async () => {
    const signIn = begin();
    const other = await consent(begin().url);
    await expect(signIn.finish(other)).rejects.toMatchObject({ reason: 'stateMismatch' });
    await expect(signIn.finish('/callback?code=AQ')).rejects.toMatchObject({ reason: 'stateMismatch' });
    expect(spotify.requests.some(({ path }) => path === '/api/token')).toBe(false);
    await expect(signIn.finish(await consent(signIn.url))).resolves.toMatchObject({ displayName: 'Ada' });
  });

  it('is good for one code', async () => {
    const signIn = begin();
    const callback = await consent(signIn.url);
    await signIn.finish(callback);
    await expect(signIn.finish(callback)).rejects.toMatchObject({ reason: 'badCode' });
    expect(signIn.isOver()).toBe(true);
  });

  it('says so when the user declines', async () => {
    spotify.consent = 'deny';
    const signIn = begin();
    const error: unknown = await signIn.finish(await consent(signIn.url)).catch((e: unknown) => e);
    expect(AuthError.is(error, 'denied') && error.hint).toMatch(/Sign in again/);
  });

  it('names an unknown Client ID before anybody sees a page', async () => {
    await expect(begin({ app: { clientId: 'wrong' } }).check()).rejects.toMatchObject({
      reason: 'badClient',
    });
  });

  it('names the redirect URI to register before anybody sees a page', async () => {
    const signIn = begin({
      redirectUri: 'http://127.0.0.1:8888/other',
      registeredUri: 'http://127.0.0.1:8888/other',
    });
    const error: unknown = await signIn.check().catch((e: unknown) => e);
    expect(AuthError.is(error, 'badRedirect') && error.hint).toContain('http://127.0.0.1:8888/other');
  });

  it('checks a sign-in that works without using it up', async () => {
    spotify.consent = 'ask';
    const signIn = begin();
    await signIn.check();
    spotify.consent = { user: 'ada-lovelace' };
    await expect(signIn.finish(await consent(signIn.url))).resolves.toBeDefined();
  });

  it('tells an unknown app at the exchange too', async () => {
    const signIn = begin();
    const callback = await consent(signIn.url);
    spotify.tokenTroubles.once('invalid_client');
    await expect(signIn.finish(callback)).rejects.toMatchObject({ reason: 'badClient' });
  });

  it('tells a code that Spotify no longer takes', async () => {
    const signIn = begin();
    const callback = new URL(await consent(signIn.url));
    callback.searchParams.set('code', 'AQold');
    await expect(signIn.finish(callback.href)).rejects.toMatchObject({ reason: 'badCode' });
  });

  it('tells when the service fails, and until when it is asked too often', async () => {
    const failing = begin();
    const callback = await consent(failing.url);
    spotify.tokenTroubles.once('500');
    await expect(failing.finish(callback)).rejects.toMatchObject({ code: 'SPOTIFY_UNAVAILABLE' });
    const busy = begin({ clock: { now: () => 1_000_000, timeZone: () => 'UTC' } });
    const again = await consent(busy.url);
    spotify.tokenTroubles.once({ kind: '429', retryAfterSeconds: 7 });
    await expect(busy.finish(again)).rejects.toMatchObject({ code: 'RATE_LIMITED', until: 1_007_000 });
  });

  it('says how to add a user whom the app does not list', async () => {
    spotify.addUser({ id: 'grace', onUserList: false });
    spotify.consent = { user: 'grace' };
    const signIn = begin();
    const error: unknown = await signIn.finish(await consent(signIn.url)).catch((e: unknown) => e);
    expect(ForbiddenError.is(error, 'notOnUserList') && error.hint).toMatch(/User Management/);
  });

  it.each([
    [
      { kind: '403', reason: 'plainText' },
      { code: 'FORBIDDEN', reason: 'notOnUserList' },
    ],
    [
      { kind: '403', reason: 'ownerNotPremium' },
      { code: 'FORBIDDEN', reason: 'ownerNotPremium' },
    ],
    [{ kind: 'quota', retryAfterSeconds: 60 }, { code: 'QUOTA_EXCEEDED' }],
    [{ kind: '429', retryAfterSeconds: 2 }, { code: 'RATE_LIMITED' }],
    [{ kind: '502-plain' }, { code: 'SPOTIFY_UNAVAILABLE' }],
    [{ kind: 'garbage' }, { code: 'SCHEMA_ERROR' }],
  ] as const)('answers %o to the question whose account it is with an error', async (trouble, error) => {
    const signIn = begin();
    spotify.troubles.once(trouble, { match: 'GET /me' });
    await expect(signIn.finish(await consent(signIn.url))).rejects.toMatchObject(error);
  });

  it('asks again when a fresh token is refused once', async () => {
    const signIn = begin();
    spotify.troubles.once({ kind: '401-missing' }, { match: 'GET /me' });
    await expect(signIn.finish(await consent(signIn.url))).resolves.toMatchObject({ displayName: 'Ada' });
  });

  it('stores the scopes that were granted, not those that were asked for', async () => {
    const granted = wanted.slice(0, 3);
    const signIn = begin({
      transport: async (request) => {
        const response = await fetchTransport(request);
        if (!request.url.endsWith('/api/token')) return response;
        const answer = JSON.parse(response.text) as object;
        return { ...response, text: JSON.stringify({ ...answer, scope: granted.join(' ') }) };
      },
    });
    expect((await signIn.finish(await consent(signIn.url))).scopes).toEqual(granted);
  });
});

describe('finishPasted', () => {
  const variants: readonly [string, (address: URL) => string][] = [
    ['the whole address', (address) => address.href],
    ['with quotes and spaces around it', (address) => `  "${address.href}"\n`],
    ['in angle brackets', (address) => `<${address.href}>`],
    ['broken over lines', (address) => address.href.replace(/(.{40})/g, '$1\n')],
    ['the path and query', (address) => address.pathname + address.search],
    ['the query', (address) => address.search],
    ['from code= on', (address) => address.search.slice(1)],
    ['the code alone', (address) => `code=${address.searchParams.get('code') ?? ''}`],
    [
      'with the state before the code',
      (address) =>
        `${address.origin}/callback?state=${address.searchParams.get('state') ?? ''}&code=${address.searchParams.get('code') ?? ''}`,
    ],
    ['with a fragment', (address) => `${address.href}#_=_`],
  ];
  it.each(variants)('reads %s', async (_, pastedAs) => {
    const signIn = begin();
    const address = new URL(await consent(signIn.url));
    await expect(signIn.finishPasted(pastedAs(address))).resolves.toMatchObject({ displayName: 'Ada' });
  });

  it.each(['', 'hello', 'https://open.spotify.com/', 'http://127.0.0.1/callback'])(
    'finds no code in "%s", and can be asked again',
    async (text) => {
      const signIn = begin();
      await expect(signIn.finishPasted(text)).rejects.toMatchObject({ reason: 'badCode' });
      expect(signIn.isOver()).toBe(false);
    },
  );

  it('finds no code in the address of the consent page itself', async () => {
    const signIn = begin();
    await expect(signIn.finishPasted(signIn.url)).rejects.toMatchObject({ reason: 'badCode' });
    expect(signIn.isOver()).toBe(false);
  });

  it('refuses the address of another sign-in', async () => {
    const signIn = begin();
    const other = await consent(begin().url);
    await expect(signIn.finishPasted(other)).rejects.toMatchObject({ reason: 'stateMismatch' });
  });

  it("refuses another sign-in's code without its state: it does not fit the verifier", async () => {
    const signIn = begin();
    const other = new URL(await consent(begin().url)).searchParams.get('code') ?? '';
    await expect(signIn.finishPasted(`code=${other}`)).rejects.toMatchObject({ reason: 'badCode' });
  });
});

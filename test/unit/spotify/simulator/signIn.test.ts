import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Simulator } from '../../../spotify/simulator.ts';
import { askFor, startOfTest, startStill } from './asking.ts';

const verifier = randomBytes(32).toString('base64url');
const challenge = createHash('sha256').update(verifier).digest('base64url');
const redirectUri = 'http://127.0.0.1:54321/callback';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startStill();
});
afterEach(() => simulator.close());

function authorize(changes: Readonly<Record<string, string>> = {}): Promise<Response> {
  const query = new URLSearchParams({
    client_id: simulator.clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    state: 'state-1',
    scope: 'user-read-playback-state user-top-read',
    code_challenge_method: 'S256',
    code_challenge: challenge,
    ...changes,
  });
  return fetch(`${simulator.accountsUrl}/authorize?${query.toString()}`, { redirect: 'manual' });
}

async function consentCode(): Promise<string> {
  simulator.consent = { user: 'ada-lovelace' };
  const response = await authorize();
  return new URL(response.headers.get('location') ?? '').searchParams.get('code') ?? '';
}

async function token(
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly headers: Headers; readonly json: Record<string, unknown> }> {
  const response = await fetch(`${simulator.accountsUrl}/api/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(form),
  });
  const json = (await response.json()) as Record<string, unknown>;
  return { status: response.status, headers: response.headers, json };
}

const exchange = (code: string, changes: Readonly<Record<string, string>> = {}) =>
  token({
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    client_id: simulator.clientId,
    code_verifier: verifier,
    ...changes,
  });
const refresh = (refreshToken: unknown, changes: Readonly<Record<string, string>> = {}) =>
  token({
    grant_type: 'refresh_token',
    refresh_token: String(refreshToken),
    client_id: simulator.clientId,
    ...changes,
  });
const basic = (secret: string) => ({
  authorization: `Basic ${Buffer.from(`${simulator.clientId}:${secret}`).toString('base64')}`,
});

describe('the consent', () => {
  it('shows a page with a button for each user, whose answer leads back with code and state', async () => {
    simulator.addUser({ id: 'bea', displayName: '<Bea>' });
    const page = await (await authorize()).text();
    expect(page).toContain('Agree as Ada');
    expect(page).toContain('&lt;Bea&gt;');
    expect(page).toContain('user-top-read');
    const request = /name="request" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const decide = (form: Readonly<Record<string, string>>) =>
      fetch(`${simulator.accountsUrl}/authorize/decision`, {
        method: 'POST',
        body: new URLSearchParams(form),
        redirect: 'manual',
      });
    const answer = await decide({ request, user: 'bea' });
    const location = new URL(answer.headers.get('location') ?? '');
    expect(location.href).toMatch(/^http:\/\/127\.0\.0\.1:54321\/callback\?code=\S+&state=state-1$/);
    const tokens = await exchange(location.searchParams.get('code') ?? '');
    const me = await askFor(simulator)('GET /me', { token: String(tokens.json['access_token']) });
    expect(me.json).toMatchObject({ id: 'bea', display_name: '<Bea>' });
    expect((await decide({ request, user: 'bea' })).status).toBe(400);
  });

  it('leads back with access_denied after Cancel', async () => {
    simulator.consent = 'deny';
    const location = (await authorize()).headers.get('location');
    expect(location).toBe(`${redirectUri}?error=access_denied&state=state-1`);
  });

  it('never leads to an address that was not registered, nor for an unknown client', async () => {
    const refused = async (changes: Readonly<Record<string, string>>) => {
      const response = await authorize(changes);
      return [response.status, response.headers.get('location'), await response.text()] as const;
    };
    for (const uri of [
      'http://localhost:54321/callback',
      'http://127.0.0.1:54321/other',
      'https://127.0.0.1/callback',
      'nonsense',
    ]) {
      expect(await refused({ redirect_uri: uri })).toEqual([
        400,
        null,
        expect.stringContaining('INVALID_CLIENT: Invalid redirect URI'),
      ]);
    }
    expect(await refused({ client_id: 'unknown' })).toEqual([
      400,
      null,
      expect.stringContaining('INVALID_CLIENT: Invalid client'),
    ]);
  });

  it('takes a registered address with a port only as it is', async () => {
    simulator.consent = 'deny';
    simulator.redirectUris.length = 0;
    simulator.registerRedirect('http://127.0.0.1:8888/callback');
    expect((await authorize({ redirect_uri: 'http://127.0.0.1:8888/callback' })).status).toBe(303);
    expect((await authorize({ redirect_uri: 'http://127.0.0.1:8889/callback' })).status).toBe(400);
  });

  it('refuses other challenges than S256, and scopes that do not exist', async () => {
    expect((await authorize({ code_challenge_method: 'plain' })).status).toBe(400);
    expect((await authorize({ scope: 'user-read-minds' })).headers.get('location')).toContain(
      'error=invalid_scope',
    );
  });
});

describe('the code', () => {
  it('becomes tokens for the right verifier', async () => {
    const { status, json } = await exchange(await consentCode());
    expect(status).toBe(200);
    expect(json).toEqual({
      access_token: expect.any(String) as string,
      token_type: 'Bearer',
      expires_in: 3600,
      refresh_token: expect.any(String) as string,
      scope: 'user-read-playback-state user-top-read',
    });
  });

  it('is refused with a wrong verifier, another address, another client, twice, or late', async () => {
    const refusals: unknown[] = [];
    const keep = async (answer: ReturnType<typeof exchange>) => {
      const { status, json } = await answer;
      refusals.push([status, json['error'], json['error_description']]);
    };
    await keep(exchange(await consentCode(), { code_verifier: randomBytes(32).toString('base64url') }));
    await keep(exchange(await consentCode(), { redirect_uri: 'http://127.0.0.1:1/callback' }));
    await keep(exchange(await consentCode(), { client_id: 'unknown' }));
    const code = await consentCode();
    await exchange(code);
    await keep(exchange(code));
    const late = await consentCode();
    simulator.clock.advance(601_000);
    await keep(exchange(late));
    expect(refusals).toEqual([
      [400, 'invalid_grant', 'code_verifier was incorrect'],
      [400, 'invalid_grant', 'Invalid redirect URI'],
      [400, 'invalid_client', 'Invalid client'],
      [400, 'invalid_grant', 'Invalid authorization code'],
      [400, 'invalid_grant', 'Authorization code expired'],
    ]);
  });
});

describe('tokens', () => {
  it('of access end after an hour; a refresh gives a new one and no new refresh token', async () => {
    const { json } = await exchange(await consentCode());
    const ask = askFor(simulator);
    simulator.clock.advance(3_600_000);
    const expired = await ask('GET /me', { token: String(json['access_token']) });
    expect(expired.status).toBe(401);
    expect(expired.json).toEqual({ error: { status: 401, message: 'The access token expired' } });
    const renewed = await refresh(json['refresh_token']);
    expect(renewed.json).not.toHaveProperty('refresh_token');
    expect((await ask('GET /me', { token: String(renewed.json['access_token']) })).status).toBe(200);
  });

  it('of refresh end six months after the consent, however often they were used', async () => {
    const { json } = await exchange(await consentCode());
    simulator.clock.advance(Date.UTC(2027, 4, 21, 8) - startOfTest);
    expect((await refresh(json['refresh_token'])).status).toBe(200);
    simulator.clock.advance(3_600_000);
    const { status, json: answer } = await refresh(json['refresh_token']);
    expect([status, answer]).toEqual([
      400,
      { error: 'invalid_grant', error_description: 'Refresh token revoked' },
    ]);
  });

  it('rotate if that is switched on: the old one is invalid at once', async () => {
    simulator.rotateRefreshTokens = true;
    const { refreshToken } = simulator.signIn('ada-lovelace');
    const first = await refresh(refreshToken);
    expect((await refresh(refreshToken)).json).toMatchObject({ error: 'invalid_grant' });
    expect((await refresh(first.json['refresh_token'])).status).toBe(200);
  });

  it('die when the user takes the consent back; a new sign-in works', async () => {
    const ask = askFor(simulator);
    const { refreshToken } = simulator.signIn('ada-lovelace');
    simulator.revoke('ada-lovelace');
    expect((await ask('GET /me')).status).toBe(401);
    expect((await refresh(refreshToken)).json).toMatchObject({ error_description: 'Refresh token revoked' });
    expect((await askFor(simulator)('GET /me')).status).toBe(200);
  });

  it('can be expired at once, for one user or all', async () => {
    simulator.addUser({ id: 'bea' });
    const bea = simulator.signIn('bea').accessToken;
    const ask = askFor(simulator);
    simulator.expireAccessTokens('ada-lovelace');
    expect((await ask('GET /me')).status).toBe(401);
    expect((await ask('GET /me', { token: bea })).status).toBe(200);
    simulator.expireAccessTokens();
    expect((await ask('GET /me', { token: bea })).status).toBe(401);
  });

  it('of an app need the secret and know no user', async () => {
    const form = { grant_type: 'client_credentials' };
    expect((await token(form, basic('wrong'))).json).toMatchObject({ error: 'invalid_client' });
    const { json } = await token(form, basic(simulator.clientSecret));
    expect(json).not.toHaveProperty('refresh_token');
    const ask = askFor(simulator);
    const app = { token: String(json['access_token']) };
    expect((await ask('GET /search?q=kettle&type=artist', app)).status).toBe(200);
    expect((await ask('GET /me', app)).status).toBe(401);
    expect((await ask('PUT /me/player/pause', app)).status).toBe(401);
  });

  it('come without PKCE only for the secret', async () => {
    simulator.consent = { user: 'ada-lovelace' };
    const query = new URLSearchParams({
      client_id: simulator.clientId,
      response_type: 'code',
      redirect_uri: redirectUri,
    });
    const code = async () => {
      const response = await fetch(`${simulator.accountsUrl}/authorize?${query.toString()}`, {
        redirect: 'manual',
      });
      return new URL(response.headers.get('location') ?? '').searchParams.get('code') ?? '';
    };
    const form = { grant_type: 'authorization_code', redirect_uri: redirectUri };
    const open = await token({ ...form, code: await code(), client_id: simulator.clientId });
    expect(open.json).toMatchObject({ error: 'invalid_client' });
    const withSecret = await token({ ...form, code: await code() }, basic(simulator.clientSecret));
    expect(withSecret.status).toBe(200);
  });
});

it('gives the token endpoint its own troubles, one request each', async () => {
  const { refreshToken } = simulator.signIn('ada-lovelace');
  simulator.tokenTroubles.slowMs = 40;
  simulator.tokenTroubles.once('invalid_client');
  simulator.tokenTroubles.once('500');
  simulator.tokenTroubles.once({ kind: '429', retryAfterSeconds: 7 });
  simulator.tokenTroubles.once('slow');
  expect((await refresh(refreshToken)).json).toMatchObject({ error: 'invalid_client' });
  expect((await refresh(refreshToken)).status).toBe(500);
  const limited = await refresh(refreshToken);
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
  const before = performance.now();
  expect((await refresh(refreshToken)).status).toBe(200);
  expect(performance.now() - before).toBeGreaterThanOrEqual(35);
});

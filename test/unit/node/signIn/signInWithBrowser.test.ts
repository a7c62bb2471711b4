import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SignIn } from '../../../../src/core/spotify/auth/signIn.ts';
import type { Credentials } from '../../../../src/core/spotify/credentials.ts';
import { scopesFor } from '../../../../src/core/spotify/scopes.ts';
import { AuthError } from '../../../../src/core/spotify/spotifyErrors.ts';
import {
  signInWithBrowser,
  startPastedSignIn,
  type BrowserSignInOptions,
} from '../../../../src/node/signIn/signInWithBrowser.ts';
import { systemClock } from '../../../../src/node/systemClock.ts';
import { fetchTransport } from '../../../fixtures/fetchTransport.ts';
import { recordingLogger } from '../../../fixtures/recordingLogger.ts';
import { startSimulator, type Simulator } from '../../../spotify/simulator.ts';

let spotify: Simulator;
/** The page that the browser saw last. */
let page: { readonly status: number; readonly text: string; readonly headers: Headers } | undefined;
beforeEach(async () => {
  spotify = await startSimulator();
  spotify.consent = { user: 'ada-lovelace' };
  page = undefined;
});
afterEach(() => spotify.close());

/** A browser that follows every redirect by itself, as one does. */
function browse(address: string): void {
  void fetch(address).then(async (response) => {
    page = { status: response.status, text: await response.text(), headers: response.headers };
  });
}

const following = (signIn: SignIn): Promise<void> => {
  browse(signIn.url);
  return Promise.resolve();
};

function signIn(changes: Partial<BrowserSignInOptions> = {}): Promise<Credentials> {
  return signInWithBrowser({
    app: { clientId: spotify.clientId },
    scopes: scopesFor(['player']),
    redirectPort: 0,
    clock: systemClock,
    random: randomBytes,
    transport: fetchTransport,
    accountsUrl: spotify.accountsUrl,
    apiUrl: spotify.apiUrl,
    logger: recordingLogger(),
    show: following,
    ...changes,
  });
}

async function pageSeen(): Promise<NonNullable<typeof page>> {
  await expect.poll(() => page).toBeDefined();
  return page ?? expect.fail('no page');
}

/** A port that nobody listens on, for the moment. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('signInWithBrowser', () => {
  it('signs in by redirects alone, answers one page and stops listening', async () => {
    let redirectUri = '';
    const credentials = await signIn({
      show: (started) => {
        ({ redirectUri } = started);
        return following(started);
      },
    });
    expect(credentials).toMatchObject({ displayName: 'Ada', app: { clientId: spotify.clientId } });
    const { status, text, headers } = await pageSeen();
    expect(status).toBe(200);
    expect(text).toContain('Signed in to Spotify');
    expect(text).toContain('Ada');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    expect(text).not.toMatch(/src=|href=|url\(|<script/);
    await expect(fetch(redirectUri)).rejects.toThrow();
  });

  it('listens on the port that is set', async () => {
    const port = await freePort();
    const registered = `http://127.0.0.1:${port}/callback`;
    spotify.registerRedirect(registered);
    let redirectUri = '';
    await signIn({
      redirectPort: port,
      show: (started) => {
        ({ redirectUri } = started);
        return following(started);
      },
    });
    expect(redirectUri).toBe(registered);
  });

  it('names the setting when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const error: unknown = await signIn({ redirectPort: port }).catch((e: unknown) => e);
    expect(AuthError.is(error, 'portTaken') && error.hint).toMatch(
      /spotify\.redirectPort.*SPOTIFY_REDIRECT_PORT/,
    );
    other.close();
  });

  it('tells an unknown Client ID and an unreachable Spotify before a browser opens', async () => {
    let shown = 0;
    const show = (): Promise<void> => {
      shown += 1;
      return Promise.resolve();
    };
    await expect(signIn({ app: { clientId: 'wrong' }, show })).rejects.toMatchObject({ reason: 'badClient' });
    const elsewhere = await startSimulator();
    await elsewhere.close();
    await expect(signIn({ accountsUrl: elsewhere.accountsUrl, show })).rejects.toMatchObject({
      code: 'SPOTIFY_UNAVAILABLE',
    });
    expect(shown).toBe(0);
  });

  it('says on the page and to the caller that the user declined', async () => {
    spotify.consent = 'deny';
    await expect(signIn()).rejects.toMatchObject({ reason: 'denied' });
    const { status, text } = await pageSeen();
    expect(status).toBe(400);
    expect(text).toContain('declined');
  });

  it('says on the page how to add the account to the app', async () => {
    spotify.addUser({ id: 'grace', onUserList: false });
    spotify.consent = { user: 'grace' };
    await expect(signIn()).rejects.toMatchObject({ reason: 'notOnUserList' });
    expect((await pageSeen()).text).toContain('User Management');
  });

  it('answers a callback with another state and goes on waiting', async () => {
    const credentials = await signIn({
      show: async (started) => {
        const wrong = await fetch(`${started.redirectUri}?code=AQ&state=wrong`);
        expect(wrong.status).toBe(400);
        expect(await wrong.text()).toContain('another sign-in');
        browse(started.url);
      },
    });
    expect(credentials.displayName).toBe('Ada');
  });

  it('answers a page that the browser loads twice with the same success', async () => {
    const statuses: number[] = [];
    await signIn({
      show: async ({ url }) => {
        const callback = (await fetch(url, { redirect: 'manual' })).headers.get('location') ?? '';
        const load = async (): Promise<void> => {
          statuses.push((await fetch(callback)).status);
        };
        void load();
        void load();
      },
    });
    await expect.poll(() => statuses).toEqual([200, 200]);
  });

  it('answers nothing but the callback, to nobody but this machine under its number', async () => {
    await signIn({
      show: async (started) => {
        const { origin, port } = new URL(started.redirectUri);
        expect((await fetch(`${origin}/favicon.ico`)).status).toBe(404);
        expect((await fetch(`${origin}/`)).status).toBe(404);
        expect((await fetch(started.redirectUri, { method: 'POST' })).status).toBe(405);
        expect(await statusFor(port, 'evil.example')).toBe(403);
        expect(await statusFor(port, `localhost:${port}`)).toBe(421);
        browse(started.url);
      },
    });
  });

  it('gives up after its patience, and names what may be wrong', async () => {
    const error: unknown = await signIn({ patienceMs: 30, show: () => Promise.resolve() }).catch(
      (e: unknown) => e,
    );
    expect(AuthError.is(error, 'timedOut') && error.hint).toContain('http://127.0.0.1/callback');
  });

  it('stops when it is cancelled', async () => {
    const cancel = new AbortController();
    let redirectUri = '';
    const running = signIn({
      signal: cancel.signal,
      show: (started) => {
        ({ redirectUri } = started);
        cancel.abort();
        return Promise.resolve();
      },
    });
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect(fetch(redirectUri)).rejects.toThrow();
  });

  it('ends with the reason when the address cannot be shown', async () => {
    const failing = signIn({ show: () => Promise.reject(new Error('no screen')) });
    await expect(failing).rejects.toThrow('no screen');
  });

  it('writes a name of a stranger as text', async () => {
    spotify.addUser({ id: 'eve', displayName: '<script>alert(1)</script>' });
    spotify.consent = { user: 'eve' };
    await signIn();
    const { text } = await pageSeen();
    expect(text).toContain('&lt;script&gt;');
    expect(text).not.toContain('<script>');
  });
});

describe('startPastedSignIn', () => {
  it('asks for the registered address itself, where nothing answers', async () => {
    const started = startPastedSignIn({
      app: { clientId: spotify.clientId },
      scopes: scopesFor(['player']),
      redirectPort: 0,
      clock: systemClock,
      random: randomBytes,
      transport: fetchTransport,
      accountsUrl: spotify.accountsUrl,
      apiUrl: spotify.apiUrl,
    });
    expect(started.redirectUri).toBe('http://127.0.0.1/callback');
    const address = (await fetch(started.url, { redirect: 'manual' })).headers.get('location') ?? '';
    expect(await started.finishPasted(address)).toMatchObject({ displayName: 'Ada' });
  });
});

/** A request to 127.0.0.1 that says another host's name. */
function statusFor(port: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: '/callback', headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .once('error', reject)
      .end();
  });
}

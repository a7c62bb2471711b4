import { describe, expect, it } from 'vitest';
import { AuthError } from '../../../../src/core/spotify/spotifyErrors.ts';
import { parseSettings, type SettingKey } from '../../../../src/protocol/settings.ts';
import type { SignInRequest } from '../../../../src/vscode/auth/authRuntime.ts';
import { SecretVault } from '../../../../src/vscode/auth/secretVault.ts';
import { SignInFlow } from '../../../../src/vscode/auth/signInFlow.ts';
import type { SignInWindow } from '../../../../src/vscode/auth/signInWindow.ts';
import { vaultKeys } from '../../../../src/vscode/auth/vaultKeys.ts';
import { deferred } from '../../../fixtures/deferred.ts';
import { recordingLogger } from '../../../fixtures/recordingLogger.ts';
import { memorySecrets, withoutLock } from './memorySecrets.ts';
import { recordedWindow, type RecordedWindow } from './recordedWindow.ts';
import { accountsUrl, apiUrl, spotifyAtTheWire } from './spotifyAtTheWire.ts';
import { clientId, storedCredentials } from './storedCredentials.ts';

const now = 1_790_000_000_000;

function setUp(options: { app?: boolean; settings?: Partial<Record<SettingKey, unknown>> } = {}) {
  const secrets = memorySecrets(
    options.app === false ? {} : { [vaultKeys.app]: JSON.stringify({ clientId }) },
  );
  const logger = recordingLogger();
  const vault = new SecretVault({ secrets, alone: withoutLock(secrets), logger });
  const spotify = spotifyAtTheWire();
  const settings = parseSettings({
    'spotify.accountsUrl': accountsUrl,
    'spotify.apiUrl': apiUrl,
    ...options.settings,
  });
  let seed = 0;
  const flow = new SignInFlow({
    vault,
    logger,
    settings: () => settings,
    transport: spotify.transport,
    clock: { now: () => now, timeZone: () => 'UTC' },
    random: (length) => new Uint8Array(length).fill((seed += 1)),
    accessToken: () => Promise.reject(new Error('a sign-in refreshes nothing')),
  });
  const signIn = (window: SignInWindow, request: SignInRequest = {}) => flow.signIn(request, window);
  return { secrets, logger, vault, spotify, flow, signIn };
}

/** The browser comes back from Spotify's page, as the user decided there. */
async function comeBack(
  { opened }: RecordedWindow,
  answer: Readonly<Record<string, string>> = { code: 'c0de' },
): Promise<Response> {
  return fetch(callbackAddress(await opened, answer));
}

function callbackAddress(consent: URL, answer: Readonly<Record<string, string>>): string {
  const state = consent.searchParams.get('state') ?? '';
  return `${consent.searchParams.get('redirect_uri') ?? ''}?${new URLSearchParams({ state, ...answer }).toString()}`;
}

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a sign-in whose browser is here', () => {
  it('opens Spotify, takes the code from 127.0.0.1 and stores the account', async () => {
    const { signIn, vault, spotify } = setUp();
    const window = recordedWindow();
    const signing = signIn(window);
    const page = await comeBack(window);
    expect(await signing).toEqual({ account: 'adam', displayName: 'Name of adam' });
    expect(page.status).toBe(200);
    expect(await vault.list()).toMatchObject([
      {
        account: 'adam',
        app: { clientId },
        accessToken: 'fresh-access',
        refreshToken: 'fresh-refresh',
        authorizedAt: now,
        scopes: ['user-read-playback-state', 'user-top-read'],
      },
    ]);
    expect(window.asked).toEqual(['wait', 'openBrowser', 'done']);
    expect(window.boxes).toBe(0);
    const consent = await window.opened;
    expect(consent.searchParams.get('redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
    expect(consent.searchParams.get('code_challenge_method')).toBe('S256');
    expect(consent.searchParams.has('show_dialog')).toBe(false);
    expect(spotify.requests).toHaveLength(3);
  });

  it('listens no longer than it has to', async () => {
    const { signIn } = setUp();
    const window = recordedWindow();
    const signing = signIn(window);
    await comeBack(window);
    await signing;
    await expect(comeBack(window)).rejects.toThrow();
  });

  it('has stored the account before the browser is told so', async () => {
    const { signIn, secrets, vault } = setUp();
    const window = recordedWindow();
    const failing = failure(signIn(window));
    await window.opened;
    secrets.failure = new Error('locked meanwhile');
    const page = await comeBack(window);
    expect(page.status).toBe(400);
    expect(AuthError.is(await failing, 'secretsUnavailable')).toBe(true);
    secrets.failure = undefined;
    expect(await vault.list()).toEqual([]);
  });

  it('takes a pasted address too, if the user wants that', async () => {
    const { signIn, vault } = setUp();
    const window = recordedWindow();
    const signing = signIn(window);
    const consent = await window.opened;
    window.wantPaste();
    window.wantPaste();
    expect(window.boxes).toBe(1);
    const box = await window.box;
    expect(await box.enter(callbackAddress(consent, { code: 'c0de' }))).toBeUndefined();
    expect(await signing).toMatchObject({ account: 'adam' });
    expect(await vault.list()).toHaveLength(1);
  });

  it('stops quietly when the user cancels, and stores nothing', async () => {
    const { signIn, vault } = setUp();
    const window = recordedWindow();
    const signing = signIn(window);
    await window.opened;
    window.cancel();
    expect(await signing).toBeUndefined();
    expect(await vault.list()).toEqual([]);
    await expect(comeBack(window)).rejects.toThrow();
  });

  it('stores nothing when the user cancels while Spotify is asked for the tokens', async () => {
    const { signIn, vault, spotify } = setUp();
    const window = recordedWindow();
    spotify.hold = deferred();
    const signing = signIn(window);
    const page = failure(comeBack(window));
    await expect.poll(() => spotify.requests.length).toBe(2);
    window.cancel();
    expect(await signing).toBeUndefined();
    spotify.hold.resolve();
    await page;
    expect(await vault.list()).toEqual([]);
  });

  it('listens on the port of the setting', async () => {
    const other = setUp();
    const first = recordedWindow();
    const signing = other.signIn(first);
    const port = new URL((await first.opened).searchParams.get('redirect_uri') ?? '').port;
    const { signIn } = setUp({ settings: { 'spotify.redirectPort': Number(port) } });
    const error = await failure(signIn(recordedWindow()));
    expect(AuthError.is(error, 'portTaken')).toBe(true);
    first.cancel();
    await signing;
    const second = recordedWindow();
    const again = signIn(second);
    expect((await second.opened).searchParams.get('redirect_uri')).toBe(`http://127.0.0.1:${port}/callback`);
    await comeBack(second);
    expect(await again).toBeDefined();
  });

  it('gives way to a sign-in that is started later, on the same port', async () => {
    const probe = setUp();
    const probing = recordedWindow();
    const ended = probe.signIn(probing);
    const port = new URL((await probing.opened).searchParams.get('redirect_uri') ?? '').port;
    probing.cancel();
    await ended;
    const { signIn } = setUp({ settings: { 'spotify.redirectPort': Number(port) } });
    const abandoned = recordedWindow();
    const first = signIn(abandoned);
    await abandoned.opened;
    const window = recordedWindow();
    const second = signIn(window);
    expect(await first).toBeUndefined();
    await comeBack(window);
    expect(await second).toMatchObject({ account: 'adam' });
  });
});

describe('a sign-in whose browser may be elsewhere', () => {
  it('shows the box at once, and takes what is pasted', async () => {
    const { signIn } = setUp();
    const window = recordedWindow({ browser: 'elsewhere' });
    const signing = signIn(window);
    const box = await window.box;
    await box.enter(callbackAddress(await window.opened, { code: 'c0de' }));
    expect(await signing).toMatchObject({ account: 'adam' });
  });

  it('listens all the same, for the browser may be on this machine', async () => {
    const { signIn } = setUp();
    const window = recordedWindow({ browser: 'elsewhere' });
    const signing = signIn(window);
    await window.box;
    await comeBack(window);
    expect(await signing).toMatchObject({ account: 'adam' });
  });

  it('spends the code once where both ways bring it', async () => {
    const { signIn, spotify } = setUp();
    const window = recordedWindow({ browser: 'elsewhere' });
    spotify.hold = deferred();
    const signing = signIn(window);
    const box = await window.box;
    const pasted = box.enter(callbackAddress(await window.opened, { code: 'c0de' }));
    const heard = failure(comeBack(window));
    await expect.poll(() => spotify.requests.length).toBe(2);
    spotify.hold.resolve();
    expect(await pasted).toBeUndefined();
    expect(await signing).toMatchObject({ account: 'adam' });
    await heard;
    expect(spotify.requests.filter(({ url }) => url.endsWith('/api/token'))).toHaveLength(1);
  });

  it('lets the user correct what was pasted', async () => {
    const { signIn } = setUp();
    const window = recordedWindow({ browser: 'elsewhere' });
    const signing = signIn(window);
    const box = await window.box;
    const consent = await window.opened;
    expect(await box.enter('no idea')).toMatch(/holds no code/);
    expect(await box.enter(callbackAddress(consent, { code: 'x', state: 'of-another' }))).toMatch(
      /another sign-in/,
    );
    expect(await box.enter(callbackAddress(consent, { code: 'c0de' }))).toBeUndefined();
    expect(await signing).toMatchObject({ account: 'adam' });
  });

  it('goes on waiting when the box is closed, and shows it again on request', async () => {
    const { signIn } = setUp();
    const window = recordedWindow({ browser: 'elsewhere' });
    const signing = signIn(window);
    (await window.box).close();
    await expect
      .poll(() => {
        window.wantPaste();
        return window.boxes;
      })
      .toBe(2);
    window.cancel();
    expect(await signing).toBeUndefined();
  });
});

describe('a sign-in without a browser', () => {
  it.each([
    ['none opens', () => Promise.resolve(false)],
    ['opening fails', () => Promise.reject(new Error('no handler'))],
  ])('where %s: offers the address, and then the box', async (_name, openBrowser) => {
    const { signIn } = setUp();
    const window = recordedWindow({ openBrowser });
    const signing = signIn(window);
    const box = await window.box;
    expect(window.asked).toEqual(['wait', 'offerAddress']);
    await box.enter(callbackAddress(await window.opened, { code: 'c0de' }));
    expect(await signing).toMatchObject({ account: 'adam' });
  });

  it('ends where the user does not want the address either', async () => {
    const { signIn } = setUp();
    const offerAddress = () => Promise.resolve(false);
    const window = recordedWindow({ openBrowser: offerAddress, offerAddress });
    expect(await signIn(window)).toBeUndefined();
  });
});

describe('what is not known yet', () => {
  it('is asked first: the Client ID, with the redirect URI to register', async () => {
    const { signIn, vault } = setUp({ app: false });
    const window = recordedWindow();
    const signing = signIn(window);
    await comeBack(window);
    await signing;
    expect(window.asked[0]).toBe('askApp http://127.0.0.1/callback');
    expect(await vault.app()).toEqual({ clientId });
  });

  it('names the fixed port where there is one', async () => {
    const { signIn } = setUp({ app: false, settings: { 'spotify.redirectPort': 8888 } });
    const window = recordedWindow();
    const asking = signIn({
      ...window,
      askApp: (redirectUri) => {
        window.asked.push(redirectUri);
        return Promise.resolve(undefined);
      },
    });
    expect(await asking).toBeUndefined();
    expect(window.asked).toEqual(['http://127.0.0.1:8888/callback']);
  });
});

describe('a renewed consent', () => {
  const why = 'The tools need more.';

  it('says why before the browser opens, and asks for what was granted before as well', async () => {
    const { signIn, vault } = setUp();
    await vault.put(storedCredentials('adam', { scopes: ['ugc-image-upload'] }));
    const window = recordedWindow();
    const signing = signIn(window, { account: 'adam', scopes: ['user-follow-read'], why });
    await comeBack(window);
    await signing;
    expect(window.asked.slice(0, 3)).toEqual([`explain ${why}`, 'wait', 'openBrowser']);
    const { searchParams } = await window.opened;
    expect(searchParams.get('scope')?.split(' ')).toEqual(
      expect.arrayContaining(['ugc-image-upload', 'user-follow-read', 'user-modify-playback-state']),
    );
    expect(searchParams.get('show_dialog')).toBe('true');
  });

  it('opens nothing when the user declines', async () => {
    const { signIn, spotify } = setUp();
    const window = recordedWindow({ explain: () => Promise.resolve(false) });
    expect(await signIn(window, { why })).toBeUndefined();
    expect(spotify.requests).toEqual([]);
  });

  it('refuses another account and stores nothing of it', async () => {
    const { signIn, vault, spotify } = setUp();
    await vault.put(storedCredentials('zoe'));
    spotify.user = 'adam';
    const window = recordedWindow();
    const signing = failure(signIn(window, { account: 'zoe' }));
    const page = await comeBack(window);
    const error = await signing;
    expect(AuthError.is(error, 'unknownAccount')).toBe(true);
    expect(error).toMatchObject({
      message: 'Spotify signed in Name of adam instead of Name of zoe.',
      hint: expect.stringContaining('Not you?') as string,
    });
    expect(page.status).toBe(400);
    expect(await vault.list()).toEqual([storedCredentials('zoe')]);
  });

  it('asks who it is where another account is wanted', async () => {
    const { signIn, vault } = setUp();
    await vault.put(storedCredentials('zoe'));
    const window = recordedWindow();
    const signing = signIn(window, { chooseAccount: true });
    await comeBack(window);
    await signing;
    expect((await window.opened).searchParams.get('show_dialog')).toBe('true');
    expect((await vault.list()).map(({ account }) => account)).toEqual(['zoe', 'adam']);
  });
});

describe('every failure is one sentence with the next step, and the account before keeps working', () => {
  const invalidClient = { status: 400, text: 'INVALID_CLIENT: Invalid client' };
  const invalidRedirect = { status: 400, text: 'INVALID_CLIENT: Invalid redirect URI' };

  async function fail(
    prepare: (parts: ReturnType<typeof setUp>) => void,
    answer?: Readonly<Record<string, string>>,
    request: SignInRequest = {},
  ): Promise<unknown> {
    const parts = setUp();
    const before = storedCredentials('zoe');
    await parts.vault.put(before);
    prepare(parts);
    const window = recordedWindow();
    const failing = failure(parts.signIn(window, request));
    if (answer !== undefined) await comeBack(window, answer);
    const error = await failing;
    expect(error).toMatchObject({ hint: expect.stringMatching(/\.$/) as string });
    expect((error as Error).message).toMatch(/^[^\n]+\.$/);
    parts.secrets.failure = undefined;
    expect(await parts.vault.list()).toEqual([before]);
    return error;
  }

  it('wrong Client ID', async () => {
    const error = await fail(({ spotify }) => (spotify.page = invalidClient));
    expect(AuthError.is(error, 'badClient')).toBe(true);
  });

  it('redirect URI not registered', async () => {
    const error = await fail(({ spotify }) => (spotify.page = invalidRedirect));
    expect(AuthError.is(error, 'badRedirect')).toBe(true);
  });

  it('the user says no', async () => {
    const error = await fail(() => undefined, { error: 'access_denied' });
    expect(AuthError.is(error, 'denied')).toBe(true);
  });

  it('a code that Spotify does not take', async () => {
    const refused = { status: 400, text: '{"error":"invalid_grant"}' };
    const error = await fail(({ spotify }) => (spotify.token = refused), { code: 'old' });
    expect(AuthError.is(error, 'badCode')).toBe(true);
  });

  it('a SecretStorage that throws, told before the browser opens', async () => {
    const error = await fail(({ secrets }) => (secrets.failure = new Error('no keyring')));
    expect(AuthError.is(error, 'secretsUnavailable')).toBe(true);
  });

  it('a scope that does not exist', async () => {
    const error = await fail(() => undefined, undefined, { scopes: ['user-read-mind'] });
    expect(error).toMatchObject({ message: 'Backbeat does not sign in for "user-read-mind".' });
  });

  it('a state that does not match does not end the waiting', async () => {
    const { signIn } = setUp();
    const window = recordedWindow();
    const signing = signIn(window);
    expect((await comeBack(window, { code: 'c0de', state: 'of-another' })).status).toBe(400);
    await comeBack(window);
    expect(await signing).toMatchObject({ account: 'adam' });
  });
});

import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSpotify, type Spotify } from '../../../src/core/spotify/createSpotify.ts';
import type { Credentials, CredentialVault } from '../../../src/core/spotify/credentials.ts';
import { hostApi, type Host } from '../../../src/core/hostApi.ts';
import { createUndiciTransport } from '../../../src/node/http/undiciTransport.ts';
import { coverMaker } from '../../../src/node/images/coverMaker.ts';
import { localFiles } from '../../../src/node/localFiles.ts';
import { timers } from '../../../src/node/timers.ts';
import type { Api } from '../../../src/protocol/api.ts';
import { EventListeners } from '../../../src/protocol/eventListeners.ts';
import { createLocalApi } from '../../../src/protocol/localApi.ts';
import { parseSettings } from '../../../src/protocol/settings.ts';
import type { AccountInUse, AccountsResult } from '../../../src/protocol/spotify/accounts.ts';
import type { PlaybackResult } from '../../../src/protocol/spotify/player.ts';
import { deferred } from '../../fixtures/deferred.ts';
import { idleCollector } from '../../fixtures/idleCollector.ts';
import { memoryVault } from '../../fixtures/memoryVault.ts';
import { recordingLogger } from '../../fixtures/recordingLogger.ts';
import { startSimulator, type Simulator } from '../../spotify/simulator.ts';

let simulator: Simulator;
let vault: CredentialVault;
let spotify: Spotify;
let api: Api;
let host: Host;
let logger: ReturnType<typeof recordingLogger>;
let stateText: string | undefined;
const transport = createUndiciTransport({ version: '0.0.0' });
const heard: { accounts: AccountsResult[]; playback: PlaybackResult[]; inUse: AccountInUse[] } = {
  ...{ accounts: [], playback: [], inUse: [] },
};

/** Signs a user of the simulator in, as the editor or the terminal would have stored it. */
async function signIn(userId: string, displayName: string): Promise<Credentials> {
  const { accessToken, refreshToken, expiresIn, scope } = simulator.signIn(userId);
  const now = simulator.clock.now();
  const credentials: Credentials = {
    account: userId,
    displayName,
    app: { clientId: simulator.clientId },
    scopes: scope.split(' '),
    refreshToken,
    accessToken,
    accessTokenExpiresAt: now + expiresIn * 1000,
    authorizedAt: now,
  };
  await vault.put(credentials);
  return credentials;
}

function start(): void {
  logger = recordingLogger();
  const history = createLocalApi({}, new EventListeners(() => undefined));
  spotify = createSpotify({
    clock: { now: () => simulator.clock.now(), timeZone: () => 'UTC' },
    timers,
    logger,
    transport,
    settings: () =>
      parseSettings({
        'spotify.apiUrl': simulator.apiUrl,
        'spotify.accountsUrl': simulator.accountsUrl,
      }),
    state: {
      read: () => stateText,
      write: (text) => {
        stateText = text;
      },
    },
    metadata: { read: () => Promise.resolve(undefined), write: () => undefined },
    vaults: () => [vault],
    onVaultsChanged: (listener) => vault.onChanged(listener),
    onAccountInUse: (inUse) => heard.inUse.push(inUse),
    history,
    randomBytes: (length) => randomBytes(length),
    localFiles: localFiles(join(tmpdir(), 'backbeat-no-exports')),
    covers: coverMaker({ workerFile: '' }),
  });
  host = hostApi({
    history: { ...history, close: () => Promise.resolve() },
    spotify,
    collector: idleCollector(),
  });
  api = host;
  api.on('accounts.changed', (state) => heard.accounts.push(state));
  api.on('playback.changed', (state) => heard.playback.push(state));
}

beforeEach(async () => {
  simulator = await startSimulator();
  simulator.addUser({ id: 'grace-hopper', displayName: 'Grace' });
  vault = memoryVault([], { clientId: simulator.clientId });
  stateText = undefined;
  heard.accounts.length = 0;
  heard.playback.length = 0;
  heard.inUse.length = 0;
  start();
});
afterEach(async () => {
  spotify.dispose();
  await simulator.close();
});

describe('the Spotify side of a host', () => {
  it('says who must sign in before anybody has', async () => {
    await expect(api.call('spotify.status', {})).rejects.toMatchObject({
      code: 'AUTH_ERROR',
      hint: expect.stringContaining('Sign In') as string,
    });
    expect(simulator.requests).toEqual([]);
  });

  it('answers for the account in use, and for one that is named', async () => {
    await signIn('ada-lovelace', 'Ada');
    await signIn('grace-hopper', 'Grace');
    expect((await api.call('spotify.status', {})).account).toBe('ada-lovelace');
    expect((await api.call('spotify.status', { account: 'grace' })).account).toBe('grace-hopper');
    await api.call('accounts.use', { account: 'Grace' });
    expect((await api.call('spotify.status', {})).account).toBe('grace-hopper');
  });

  it('keeps the account in use over a restart', async () => {
    await signIn('ada-lovelace', 'Ada');
    await signIn('grace-hopper', 'Grace');
    await api.call('accounts.use', { account: 'grace-hopper' });
    spotify.dispose();
    start();
    expect((await api.call('spotify.status', {})).account).toBe('grace-hopper');
  });

  it('says whose the history is, and says it again after a restart', async () => {
    await signIn('ada-lovelace', 'Ada');
    await expect.poll(() => heard.inUse).toEqual([{ account: 'ada-lovelace', alone: true }]);
    await signIn('grace-hopper', 'Grace');
    await api.call('accounts.use', { account: 'Grace' });
    expect(heard.inUse.at(-1)).toEqual({ account: 'grace-hopper', alone: false });
    await api.call('accounts.signOut', { account: 'Grace' });
    await api.call('accounts.signOut', { account: 'Ada' });
    spotify.dispose();
    heard.inUse.length = 0;
    start();
    expect(heard.inUse).toHaveLength(1);
  });

  it('never answers one account with what it kept of another', async () => {
    await signIn('ada-lovelace', 'Ada');
    await signIn('grace-hopper', 'Grace');
    const [ada, grace] = simulator.users;
    const uri = simulator.catalogue.tracks[0]?.uri ?? '';
    ada?.library.save(uri, simulator.clock.now());
    grace?.library.remove(uri);
    const saved = async (account: string): Promise<boolean | undefined> =>
      (await api.call('spotify.saved', { uris: [uri], account })).saved[0];
    expect([await saved('ada-lovelace'), await saved('grace-hopper')]).toEqual([true, false]);
    await api.call('spotify.setSaved', { uris: [uri], saved: true, account: 'grace-hopper' });
    expect([await saved('ada-lovelace'), await saved('grace-hopper')]).toEqual([true, true]);
  });

  it('announces accounts that come and go', async () => {
    await signIn('ada-lovelace', 'Ada');
    await expect
      .poll(() => heard.accounts.at(-1)?.accounts.map(({ account }) => account))
      .toEqual(['ada-lovelace']);
    await api.call('accounts.signOut', { account: 'Ada' });
    await expect.poll(() => heard.accounts.at(-1)?.accounts).toEqual([]);
    await expect(api.call('spotify.status', {})).rejects.toMatchObject({ code: 'AUTH_ERROR' });
  });

  it('ends only when the new tokens that were on their way are stored', async () => {
    simulator.rotateRefreshTokens = true;
    const ada = await signIn('ada-lovelace', 'Ada');
    simulator.clock.advance(2 * 3_600_000);
    const put = vault.put.bind(vault);
    const storing = deferred();
    let stored = false;
    vault.put = async (...asked) => {
      storing.resolve();
      await new Promise((resolve) => setTimeout(resolve, 20));
      const isStored = await put(...asked);
      stored = true;
      return isStored;
    };
    const asked = api.call('spotify.devices', {}).catch((error: unknown) => error);
    await storing.promise;
    await host.close();
    expect(stored).toBe(true);
    expect((await vault.list())[0]?.refreshToken).not.toBe(ada.refreshToken);
    expect(await asked).toMatchObject({ code: 'CANCELLED' });
  });

  it('announces last how things are, however long a vault takes to say how they were', async () => {
    const slow = deferred();
    const list = vault.list.bind(vault);
    vault.list = async () => {
      vault.list = list;
      const before = await list();
      await slow.promise;
      return before;
    };
    await signIn('ada-lovelace', 'Ada');
    await vault.remove('ada-lovelace');
    await new Promise((resolve) => setTimeout(resolve, 5));
    slow.resolve();
    await expect.poll(() => heard.accounts.length).toBe(2);
    expect(heard.accounts.at(-1)?.accounts).toEqual([]);
  });

  it('keeps no answer of an account that went away, though it never announced it before', async () => {
    await signIn('ada-lovelace', 'Ada');
    spotify.dispose();
    start();
    const [ada] = simulator.users;
    const uri = simulator.catalogue.tracks[0]?.uri ?? '';
    const saved = async (): Promise<boolean[]> => (await api.call('spotify.saved', { uris: [uri] })).saved;
    ada?.library.remove(uri);
    expect(await saved()).toEqual([false]);
    await vault.remove('ada-lovelace');
    await expect.poll(() => heard.accounts.at(-1)?.accounts).toEqual([]);
    ada?.library.save(uri, simulator.clock.now());
    await signIn('ada-lovelace', 'Ada');
    expect(await saved()).toEqual([true]);
  });

  it('announces at once that a sign-in was ended, and says so to whoever asks', async () => {
    await signIn('ada-lovelace', 'Ada');
    simulator.revoke('ada-lovelace');
    await expect(api.call('spotify.status', {})).rejects.toMatchObject({
      code: 'AUTH_ERROR',
      reason: 'revoked',
    });
    await expect.poll(() => heard.accounts.at(-1)?.accounts[0]?.state).toBe('revoked');
  });

  it('announces a closed family with its end, and its cached answers stay', async () => {
    await signIn('ada-lovelace', 'Ada');
    simulator.troubles.once({ kind: 'quota', retryAfterSeconds: 7200 }, { match: 'GET /search' });
    const search = api.call('spotify.search', { queries: [{ text: 'a' }] });
    const { results } = await search.catch((error: unknown) => ({ results: [{ error: String(error) }] }));
    expect(results[0]?.error).toMatch(/quota/i);
    await expect
      .poll(() => heard.accounts.at(-1)?.closed[0])
      .toMatchObject({
        family: 'search',
        reason: 'quota',
      });
    const asked = simulator.requests.length;
    await api.call('spotify.search', { queries: [{ text: 'b' }] }).catch(() => undefined);
    expect(simulator.requests.length).toBe(asked);
  });

  it('tells everybody what a command did to the player', async () => {
    await signIn('ada-lovelace', 'Ada');
    await api.call('spotify.control', { action: 'pause' });
    expect(heard.playback.at(-1)?.playback?.playing).toBe(false);
    expect(simulator.users[0]?.player.isPlaying).toBe(false);
  });

  it('tells everybody what an agent started', async () => {
    await signIn('ada-lovelace', 'Ada');
    const { name = '', uri = '' } = simulator.catalogue.albums[3] ?? {};
    await api.call('spotify.play', { query: name, type: 'album' });
    await expect.poll(() => heard.playback.at(-1)?.playback?.context?.uri).toBe(uri);
  });

  it('refuses to name an account that is not signed in', async () => {
    await signIn('ada-lovelace', 'Ada');
    await expect(api.call('spotify.status', { account: 'nobody' })).rejects.toMatchObject({
      code: 'AUTH_ERROR',
      reason: 'unknownAccount',
    });
  });

  it('lets a secret reach neither its log nor its answers', async () => {
    const ada = await signIn('ada-lovelace', 'Ada');
    simulator.expireAccessTokens('ada-lovelace');
    simulator.troubles.once({ kind: '500' }, { match: 'GET /me/player', times: 1 });
    simulator.troubles.once({ kind: 'garbage' }, { match: 'GET /me/player/devices', times: 1 });
    const answers: unknown[] = [await api.call('spotify.status', {}), await api.call('accounts.list', {})];
    simulator.revoke('ada-lovelace');
    answers.push(await api.call('spotify.recentlyPlayed', {}).catch((error: unknown) => error));
    const renewed = (await vault.list())[0];
    const seen = JSON.stringify([answers, logger.lines, heard], showErrors);
    for (const secret of [ada.accessToken, ada.refreshToken, renewed?.accessToken, renewed?.refreshToken]) {
      expect(seen).not.toContain(secret);
    }
  });
});

function showErrors(_key: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  return { ...value, message: value.message, stack: value.stack, cause: value.cause };
}

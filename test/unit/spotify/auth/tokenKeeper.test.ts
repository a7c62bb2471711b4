import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CancelledError, type AppError } from '../../../../src/core/errors.ts';
import type { Credentials } from '../../../../src/core/spotify/credentials.ts';
import { AuthError } from '../../../../src/core/spotify/spotifyErrors.ts';
import { fetchTransport } from '../../../fixtures/fetchTransport.ts';
import { memoryVault, type MemoryVault } from '../../../fixtures/memoryVault.ts';
import { startSimulator, type Simulator } from '../../../spotify/simulator.ts';
import {
  keeperOver,
  refreshes,
  signedIn,
  testClock,
  worksAtSpotify,
  type KeeperSetup,
  type TestClock,
} from './keeperFixture.ts';

const hour = 3_600_000;
const ada = 'ada-lovelace';

let spotify: Simulator;
let clock: TestClock;
beforeEach(async () => {
  spotify = await startSimulator();
  spotify.addUser({ id: 'grace', displayName: 'Grace' });
  clock = testClock();
});
afterEach(() => spotify.close());

/** Time passes here and at Spotify. */
function later(ms: number): void {
  clock.advance(ms);
  spotify.clock.advance(ms);
}

describe('access', () => {
  it('hands out the stored token while it is good, without a request', async () => {
    const credentials = signedIn(spotify, ada, clock);
    const { keeper } = keeperOver({ spotify, clock, vaults: [memoryVault([credentials])] });
    expect(await keeper.access(undefined)).toEqual({
      account: ada,
      clientId: spotify.clientId,
      accessToken: credentials.accessToken,
      scopes: credentials.scopes,
    });
    expect(spotify.requests).toEqual([]);
  });

  it('renews a token that ends within a minute, and keeps the refresh token that Spotify did not replace', async () => {
    const vault = memoryVault([signedIn(spotify, ada, clock)]);
    const before = vault.held[0];
    const { keeper } = keeperOver({ spotify, clock, vaults: [vault] });
    later(hour - 59_000);
    const { accessToken } = await keeper.access(undefined);
    expect(accessToken).not.toBe(before?.accessToken);
    expect(vault.held[0]).toEqual({
      ...before,
      accessToken,
      accessTokenExpiresAt: clock.now() + hour,
    });
    expect(await worksAtSpotify(spotify, accessToken)).toBe(true);
  });

  it('makes one refresh of fifty questions at once', async () => {
    const { keeper } = keeperOver({ spotify, clock, vaults: [memoryVault([signedIn(spotify, ada, clock)])] });
    later(2 * hour);
    const all = await Promise.all(Array.from({ length: 50 }, () => keeper.access(undefined)));
    expect(new Set(all.map(({ accessToken }) => accessToken)).size).toBe(1);
    expect(refreshes(spotify)).toBe(1);
  });

  it('stores a new refresh token before anybody gets the access token', async () => {
    spotify.rotateRefreshTokens = true;
    const vault = memoryVault([signedIn(spotify, ada, clock)]);
    const old = vault.held[0]?.refreshToken;
    const { keeper } = keeperOver({ spotify, clock, vaults: [vault] });
    later(2 * hour);
    let answered = false;
    let answeredBeforeStored: boolean | undefined;
    vault.beforeWrite = () => {
      answeredBeforeStored = answered;
    };
    await keeper.access(undefined).then(() => {
      answered = true;
    });
    expect(answeredBeforeStored).toBe(false);
    expect(vault.held[0]?.refreshToken).not.toBe(old);
  });

  it('survives the end of the process right after storing: the next one goes on from the vault', async () => {
    spotify.rotateRefreshTokens = true;
    const vault = memoryVault([signedIn(spotify, ada, clock)]);
    later(2 * hour);
    await keeperOver({ spotify, clock, vaults: [vault] }).keeper.access(undefined);
    later(2 * hour);
    const { accessToken } = await keeperOver({ spotify, clock, vaults: [vault] }).keeper.access(undefined);
    expect(await worksAtSpotify(spotify, accessToken)).toBe(true);
  });

  it('takes over a token that another process stored meanwhile', async () => {
    const vault = memoryVault([signedIn(spotify, ada, clock)]);
    const { keeper } = keeperOver({ spotify, clock, vaults: [vault] });
    await keeper.access(undefined);
    later(2 * hour);
    const newer = { ...signedIn(spotify, ada, clock), authorizedAt: vault.held[0]?.authorizedAt ?? 0 };
    vault.writtenElsewhere([newer]);
    expect((await keeper.access(undefined)).accessToken).toBe(newer.accessToken);
    expect(refreshes(spotify)).toBe(0);
  });

  it("takes over another process's tokens when it used the refresh token up first", async () => {
    spotify.rotateRefreshTokens = true;
    const vault = memoryVault([signedIn(spotify, ada, clock)]);
    later(2 * hour);
    const other = keeperOver({ spotify, clock, vaults: [vault] });
    let raced = false;
    const { keeper } = keeperOver({
      spotify,
      clock,
      vaults: [vault],
      transport: async (request) => {
        if (!raced) {
          raced = true;
          await other.keeper.access(undefined);
        }
        return fetchTransport(request);
      },
    });
    const { accessToken } = await keeper.access(undefined);
    expect(accessToken).toBe(vault.held[0]?.accessToken);
    expect(vault.held[0]?.revoked).toBeUndefined();
  });

  it.each([
    ['keeps the newer tokens that another process stored between its look and its write', 2 * hour, 'theirs'],
    ['replaces older tokens that another process stored between its look and its write', -2 * hour, 'own'],
  ])('%s', async (_, ahead, expected) => {
    const vault = memoryVault([signedIn(spotify, ada, clock)]);
    const { authorizedAt } = vault.held[0] as Credentials;
    later(2 * hour);
    const { keeper } = keeperOver({ spotify, clock, vaults: [vault] });
    const theirs = signedIn(spotify, ada, clock, {
      authorizedAt,
      refreshToken: 'theirs',
      accessTokenExpiresAt: clock.now() + hour + ahead,
    });
    vault.beforeWrite = () => {
      vault.beforeWrite = undefined;
      vault.writtenElsewhere([theirs]);
    };
    const { accessToken } = await keeper.access(undefined);
    const [held] = vault.held;
    expect(held?.refreshToken === 'theirs' ? 'theirs' : 'own').toBe(expected);
    expect(accessToken).toBe(held?.accessToken);
  });

  it('does not mark a sign-in as ended that another process renewed meanwhile', async () => {
    const vault = memoryVault([signedIn(spotify, ada, clock)]);
    const { authorizedAt } = vault.held[0] as Credentials;
    later(2 * hour);
    spotify.revoke(ada);
    const { keeper } = keeperOver({ spotify, clock, vaults: [vault] });
    vault.beforeWrite = () => {
      vault.beforeWrite = undefined;
      vault.writtenElsewhere([signedIn(spotify, ada, clock, { authorizedAt, refreshToken: 'theirs' })]);
    };
    await keeper.access(undefined).catch(() => undefined);
    expect(vault.held[0]).toMatchObject({ refreshToken: 'theirs' });
    expect(vault.held[0]?.revoked).toBeUndefined();
  });

  it('adopts the scopes of the answer', async () => {
    const vault = memoryVault([signedIn(spotify, ada, clock, { scopes: ['user-top-read'] })]);
    const { keeper } = keeperOver({ spotify, clock, vaults: [vault] });
    later(2 * hour);
    const { scopes } = await keeper.access(undefined);
    expect(scopes).toContain('user-modify-playback-state');
    expect(vault.held[0]?.scopes).toEqual(scopes);
  });

  it('does not stop the renewal for others when one caller gives up', async () => {
    const { keeper } = keeperOver({ spotify, clock, vaults: [memoryVault([signedIn(spotify, ada, clock)])] });
    later(2 * hour);
    const cancel = new AbortController();
    const impatient = keeper.access(undefined, cancel.signal);
    const patient = keeper.access(undefined);
    cancel.abort();
    await expect(impatient).rejects.toBeInstanceOf(CancelledError);
    await expect(patient).resolves.toMatchObject({ account: ada });
    expect(refreshes(spotify)).toBe(1);
  });

  it('does not bring back an account that was signed out during a renewal', async () => {
    const vault = memoryVault([signedIn(spotify, ada, clock)]);
    const { keeper, accounts } = keeperOver({
      spotify,
      clock,
      vaults: [vault],
      transport: async (request) => {
        const response = await fetchTransport(request);
        await accounts.signOut(ada);
        return response;
      },
    });
    later(2 * hour);
    await expect(keeper.access(undefined)).rejects.toMatchObject({ reason: 'signedOut' });
    expect(vault.held).toEqual([]);
  });

  it('does not bring back an account that is signed out while its new tokens are being stored', async () => {
    const vault = memoryVault([signedIn(spotify, ada, clock)]);
    const { keeper, accounts } = keeperOver({ spotify, clock, vaults: [vault] });
    later(2 * hour);
    let leaving: Promise<void> | undefined;
    vault.beforeWrite = async () => {
      leaving ??= accounts.signOut(ada);
      await new Promise((resolve) => setTimeout(resolve, 5)); // the keyring takes its time
    };
    await keeper.access(undefined);
    await leaving;
    expect(vault.held).toEqual([]);
  });

  it('renews with the tokens of another process that used the refresh token up first, where they are old too', async () => {
    spotify.rotateRefreshTokens = true;
    const vault = memoryVault([signedIn(spotify, ada, clock)]);
    later(2 * hour);
    const other = keeperOver({ spotify, clock, vaults: [vault] });
    let raced = false;
    const { keeper } = keeperOver({
      spotify,
      clock,
      vaults: [vault],
      transport: async (request) => {
        if (!raced) {
          raced = true;
          await other.keeper.access(undefined);
          later(2 * hour); // the machine sleeps
        }
        return fetchTransport(request);
      },
    });
    const { accessToken } = await keeper.access(undefined);
    expect(await worksAtSpotify(spotify, accessToken)).toBe(true);
    expect(vault.held[0]?.revoked).toBeUndefined();
  });
});

describe('a window that lends its vault and leaves during a renewal', () => {
  const leaveDuringRefresh = (vaults: MemoryVault[]): KeeperSetup =>
    keeperOver({
      spotify,
      clock,
      vaults,
      transport: async (request) => {
        const response = await fetchTransport(request);
        const [left] = vaults.splice(0, 1);
        left?.writtenElsewhere([]); // what a client that is gone answers
        return response;
      },
    });

  it('leaves the new tokens to another window with the same secrets', async () => {
    spotify.rotateRefreshTokens = true;
    const credentials = signedIn(spotify, ada, clock);
    const other = memoryVault([credentials]);
    const { keeper } = leaveDuringRefresh([memoryVault([credentials]), other]);
    later(2 * hour);
    const { accessToken } = await keeper.access(undefined);
    expect(other.held[0]).toMatchObject({ accessToken, authorizedAt: credentials.authorizedAt });
    expect(other.held[0]?.refreshToken).not.toBe(credentials.refreshToken);
  });

  it('finds them again when it comes back, where no other window has the account', async () => {
    spotify.rotateRefreshTokens = true;
    const credentials = signedIn(spotify, ada, clock);
    const vaults = [memoryVault([credentials])];
    const { keeper, book } = leaveDuringRefresh(vaults);
    later(2 * hour);
    const { accessToken } = await keeper.access(undefined);
    expect(await worksAtSpotify(spotify, accessToken)).toBe(true);
    expect(await book.freshList()).toEqual([]);
    vaults.push(memoryVault([credentials]), memoryVault());
    await book.freshList();
    expect((await keeper.access(ada)).accessToken).toBe(accessToken);
  });
});

describe('renew', () => {
  it('makes one refresh however many requests were refused', async () => {
    const { keeper } = keeperOver({ spotify, clock, vaults: [memoryVault([signedIn(spotify, ada, clock)])] });
    const refused = await keeper.access(undefined);
    spotify.expireAccessTokens();
    const all = await Promise.all(Array.from({ length: 20 }, () => keeper.renew(refused)));
    expect(new Set(all.map(({ accessToken }) => accessToken)).size).toBe(1);
    expect(refreshes(spotify)).toBe(1);
    expect((await keeper.renew(refused)).accessToken).toBe(all[0]?.accessToken);
    expect(refreshes(spotify)).toBe(1);
  });

  it.each([
    ['an hour ahead', hour],
    ['an hour behind', -hour],
  ])('works with a clock that is %s', async (_, off) => {
    clock.advance(off);
    const vault = memoryVault([signedIn(spotify, ada, clock)]);
    const { keeper } = keeperOver({ spotify, clock, vaults: [vault] });
    const access = await keeper.access(undefined);
    expect(await worksAtSpotify(spotify, access.accessToken)).toBe(true);
    later(2 * hour);
    const renewed = await keeper.access(undefined);
    expect(await worksAtSpotify(spotify, renewed.accessToken)).toBe(true);
    expect((await keeper.access(undefined)).accessToken).toBe(renewed.accessToken);
  });

  it('renews after a 401 although a clock that was set back still calls the token good', async () => {
    const { keeper } = keeperOver({ spotify, clock, vaults: [memoryVault([signedIn(spotify, ada, clock)])] });
    spotify.clock.advance(2 * hour);
    const stale = await keeper.access(undefined);
    expect(await worksAtSpotify(spotify, stale.accessToken)).toBe(false);
    expect(await worksAtSpotify(spotify, (await keeper.renew(stale)).accessToken)).toBe(true);
  });
});

describe('a sign-in that Spotify no longer accepts', () => {
  it('is marked, told and never tried again', async () => {
    const vault = memoryVault([signedIn(spotify, ada, clock)]);
    const { keeper, accounts } = keeperOver({ spotify, clock, vaults: [vault] });
    let changes = 0;
    keeper.onChanged(() => (changes += 1));
    later(2 * hour);
    spotify.revoke(ada);
    const error: unknown = await keeper.access(undefined).catch((e: unknown) => e);
    expect(AuthError.is(error, 'revoked') && error.hint).toMatch(/sign in/);
    expect(vault.held[0]?.revoked).toBe(true);
    expect(changes).toBeGreaterThan(0);
    expect(await accounts.list()).toMatchObject([{ state: 'revoked', days_left: 0 }]);
    await expect(keeper.access(undefined)).rejects.toMatchObject({ reason: 'revoked' });
    expect(refreshes(spotify)).toBe(1);
  });

  it('is called expired after six months', async () => {
    const { keeper, accounts } = keeperOver({
      spotify,
      clock,
      vaults: [memoryVault([signedIn(spotify, ada, clock)])],
    });
    later(185 * 24 * hour);
    expect(await accounts.list()).toMatchObject([{ state: 'expired' }]);
    await expect(keeper.access(undefined)).rejects.toMatchObject({ reason: 'expired' });
    expect(await accounts.list()).toMatchObject([{ state: 'expired' }]);
  });

  it('leaves the other account as it is', async () => {
    const vault = memoryVault([signedIn(spotify, ada, clock), signedIn(spotify, 'grace', clock)]);
    const { keeper } = keeperOver({ spotify, clock, vaults: [vault] });
    later(2 * hour);
    spotify.revoke(ada);
    await expect(keeper.access(ada)).rejects.toMatchObject({ reason: 'revoked' });
    const { accessToken } = await keeper.access('grace');
    expect(await worksAtSpotify(spotify, accessToken)).toBe(true);
  });

  it('works again after a new sign-in', async () => {
    const vault = memoryVault([signedIn(spotify, ada, clock, { revoked: true })]);
    const { keeper } = keeperOver({ spotify, clock, vaults: [vault] });
    await expect(keeper.access(undefined)).rejects.toMatchObject({ reason: 'revoked' });
    await vault.put(signedIn(spotify, ada, clock));
    await expect(keeper.access(undefined)).resolves.toMatchObject({ account: ada });
  });
});

describe('trouble', () => {
  it('leaves everything as it is when the service fails, and works the next time', async () => {
    const vault = memoryVault([signedIn(spotify, ada, clock)]);
    const before = vault.held;
    const { keeper } = keeperOver({ spotify, clock, vaults: [vault] });
    later(2 * hour);
    spotify.tokenTroubles.once('500');
    await expect(keeper.access(undefined)).rejects.toMatchObject({ code: 'SPOTIFY_UNAVAILABLE' });
    expect(vault.held).toEqual(before);
    await expect(keeper.access(undefined)).resolves.toMatchObject({ account: ada });
  });

  it('names an unknown app without giving the sign-in up', async () => {
    const vault = memoryVault([signedIn(spotify, ada, clock)]);
    const { keeper } = keeperOver({ spotify, clock, vaults: [vault] });
    later(2 * hour);
    spotify.tokenTroubles.once('invalid_client');
    await expect(keeper.access(undefined)).rejects.toMatchObject({ reason: 'badClient' });
    expect(vault.held[0]?.revoked).toBeUndefined();
  });

  it('goes on with tokens that the vault would not store, tells once, and stores them when it can', async () => {
    spotify.rotateRefreshTokens = true;
    const vault = memoryVault([signedIn(spotify, ada, clock)]);
    const { keeper, book, logger } = keeperOver({ spotify, clock, vaults: [vault] });
    const told: AppError[] = [];
    keeper.onTrouble((error) => told.push(error));
    vault.failing.write = new Error('the keychain is locked');
    for (let round = 0; round < 3; round++) {
      later(2 * hour);
      const { accessToken } = await keeper.access(undefined);
      expect(await worksAtSpotify(spotify, accessToken)).toBe(true);
    }
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ reason: 'secretsUnavailable' });
    expect(book.trouble()).toBe(told[0]);
    expect(logger.lines.filter(({ level }) => level === 'warn')).not.toHaveLength(0);
    expect(JSON.stringify(logger.lines)).not.toContain(vault.held[0]?.refreshToken);
    vault.failing.write = undefined;
    later(2 * hour);
    const { accessToken } = await keeper.access(undefined);
    expect(vault.held[0]?.accessToken).toBe(accessToken);
    expect(book.trouble()).toBeUndefined();
  });

  it('keeps the account working while its vault cannot be read', async () => {
    const vault = memoryVault([signedIn(spotify, ada, clock)]);
    const { keeper } = keeperOver({ spotify, clock, vaults: [vault] });
    await keeper.access(undefined);
    vault.failing.read = new Error('the keychain is locked');
    later(2 * hour);
    const { accessToken } = await keeper.access(undefined);
    expect(await worksAtSpotify(spotify, accessToken)).toBe(true);
  });

  it('says what to do when no vault can be read at all', async () => {
    const vault = memoryVault([signedIn(spotify, ada, clock)]);
    vault.failing.read = new Error('the keychain is locked');
    const { keeper } = keeperOver({ spotify, clock, vaults: [vault] });
    const error: unknown = await keeper.access(undefined).catch((e: unknown) => e);
    expect(AuthError.is(error, 'secretsUnavailable') && error.hint).toMatch(/Unlock/);
    vault.failing.read = undefined;
    await expect(keeper.access(undefined)).resolves.toMatchObject({ account: ada });
  });

  it('asks a vault that failed for a moment again, while the others work', async () => {
    const moody = memoryVault([signedIn(spotify, 'grace', clock)]);
    moody.failing.read = new Error('the keychain is locked');
    const { keeper } = keeperOver({
      spotify,
      clock,
      vaults: [memoryVault([signedIn(spotify, ada, clock)]), moody],
    });
    await expect(keeper.access('grace')).rejects.toMatchObject({ reason: 'unknownAccount' });
    moody.failing.read = undefined;
    await expect(keeper.access('grace')).resolves.toMatchObject({ account: 'grace' });
  });

  it('reads one vault while another one fails', async () => {
    const broken = memoryVault();
    broken.failing.read = new Error('gone');
    const { keeper } = keeperOver({
      spotify,
      clock,
      vaults: [broken, memoryVault([signedIn(spotify, ada, clock)])],
    });
    await expect(keeper.access(undefined)).resolves.toMatchObject({ account: ada });
  });
});

describe('without an account', () => {
  it('says how to get a Client ID', async () => {
    const { keeper } = keeperOver({ spotify, clock, vaults: [memoryVault()] });
    const error: unknown = await keeper.access(undefined).catch((e: unknown) => e);
    expect(AuthError.is(error, 'noClientId') && error.hint).toContain('developer.spotify.com/dashboard');
  });

  it('asks for a sign-in where there is a Client ID only', async () => {
    const vault = memoryVault([], { clientId: spotify.clientId });
    const { keeper } = keeperOver({ spotify, clock, vaults: [vault] });
    await expect(keeper.access(undefined)).rejects.toMatchObject({ reason: 'signedOut' });
  });

  it("uses the app's own token where there is a secret, until it expires or is refused", async () => {
    const app = { clientId: spotify.clientId, clientSecret: spotify.clientSecret };
    const { keeper } = keeperOver({ spotify, clock, vaults: [memoryVault([], app)] });
    const all = await Promise.all([keeper.access(undefined), keeper.access(undefined)]);
    const [first] = all;
    expect(first).toMatchObject({ account: undefined, clientId: spotify.clientId, scopes: undefined });
    expect(all[1]).toEqual(first);
    expect(await keeper.access(undefined)).toEqual(first);
    expect(spotify.requests).toHaveLength(1);
    const renewed = await keeper.renew(first);
    expect(renewed.accessToken).not.toBe(first.accessToken);
    expect(await keeper.renew(first)).toEqual(renewed);
    later(2 * hour);
    expect((await keeper.access(undefined)).accessToken).not.toBe(renewed.accessToken);
    expect(spotify.requests).toHaveLength(3);
  });

  it('takes the app that has its secret, in whichever vault it is', async () => {
    const bare = memoryVault([], { clientId: spotify.clientId });
    const whole = memoryVault([], { clientId: spotify.clientId, clientSecret: spotify.clientSecret });
    const { keeper } = keeperOver({ spotify, clock, vaults: [bare, whole] });
    expect(await keeper.access(undefined)).toMatchObject({ account: undefined, scopes: undefined });
  });

  it('names a wrong secret', async () => {
    const vault = memoryVault([], { clientId: spotify.clientId, clientSecret: 'wrong' });
    const { keeper } = keeperOver({ spotify, clock, vaults: [vault] });
    await expect(keeper.access(undefined)).rejects.toMatchObject({ reason: 'badClient' });
  });
});

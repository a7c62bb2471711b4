import { describe, expect, it } from 'vitest';
import type { AuthenticationProviderAuthenticationSessionsChangeEvent as Change } from 'vscode';
import { AuthError } from '../../../../src/core/spotify/spotifyErrors.ts';
import type { Credentials } from '../../../../src/core/spotify/credentials.ts';
import type { Api } from '../../../../src/protocol/api.ts';
import { parseSettings } from '../../../../src/protocol/settings.ts';
import type { AuthRuntime, SignInRequest } from '../../../../src/vscode/auth/authRuntime.ts';
import { createAuthRuntime } from '../../../../src/vscode/auth/createAuthRuntime.ts';
import { SecretVault } from '../../../../src/vscode/auth/secretVault.ts';
import { SessionProvider } from '../../../../src/vscode/auth/sessionProvider.ts';
import { isAccountsKey } from '../../../../src/vscode/auth/vaultKeys.ts';
import { recordingLogger } from '../../../fixtures/recordingLogger.ts';
import { memorySecrets, withoutLock, type MemorySecrets } from './memorySecrets.ts';
import { recordedWindow } from './recordedWindow.ts';
import { storedCredentials } from './storedCredentials.ts';
import { english } from '../english.ts';

const now = 1_790_000_000_000;
const soon = now + 3_600_000;

/** One window over the secrets that all windows share. */
function openWindow(secrets: MemorySecrets = memorySecrets()) {
  const logger = recordingLogger();
  const vault = new SecretVault({ secrets, alone: withoutLock(secrets), logger });
  const refreshed: string[] = [];
  const fired: Change[] = [];
  const signIns: SignInRequest[] = [];
  let loads = 0;
  const parts = {
    refresh: (account: string) => Promise.resolve(`refreshed-${account}`),
    signIn: async (): Promise<Credentials | undefined> => {
      const credentials = storedCredentials('adam', { accessTokenExpiresAt: soon });
      await vault.put(credentials);
      return credentials;
    },
  };
  const auth: AuthRuntime = {
    ...createAuthRuntime({
      vault,
      logger,
      settings: () => parseSettings({}),
      clock: { now: () => now, timeZone: () => 'UTC' },
      random: (length) => new Uint8Array(length),
      transport: () => Promise.reject(new Error('no network here')),
      accessToken: (account) => {
        refreshed.push(account);
        return parts.refresh(account);
      },
    }),
    signIn: (request) => {
      signIns.push(request);
      return parts.signIn();
    },
  };
  const api = {
    call: async (_method: string, { account }: { account: string }) => vault.remove(account),
  } as unknown as Api;
  const provider = new SessionProvider({
    secrets,
    logger,
    runtime: () => {
      loads += 1;
      return Promise.resolve({ api, auth });
    },
    window: recordedWindow,
    l10n: english,
    language: 'en',
    fire: (change) => fired.push(change),
  });
  const pending: Promise<void>[] = [];
  secrets.onDidChange(({ key }) => {
    if (isAccountsKey(key)) pending.push(provider.vaultChanged());
  });
  const settled = async (): Promise<readonly Change[]> => {
    for (let next = pending.shift(); next !== undefined; next = pending.shift()) await next;
    return fired.map(({ added, removed, changed }) => ({ added, removed, changed }));
  };
  const ids = async (scopes?: readonly string[], account?: string) =>
    (
      await provider.getSessions(
        scopes,
        account === undefined ? {} : { account: { id: account, label: account } },
      )
    ).map(({ id }) => id);
  return { provider, vault, secrets, parts, refreshed, signIns, settled, ids, loads: () => loads };
}

describe('getSessions', () => {
  it('loads nothing while nobody is signed in', async () => {
    const { provider, ids, loads } = openWindow();
    expect(await ids()).toEqual([]);
    await provider.vaultChanged();
    expect(loads()).toBe(0);
  });

  it('loads nothing once the last account is signed out', async () => {
    const { vault, secrets } = openWindow();
    await vault.put(storedCredentials('adam'));
    await vault.remove('adam');
    const later = openWindow(secrets);
    expect(await later.ids()).toEqual([]);
    expect(later.loads()).toBe(0);
  });

  it('gives the sessions that cover the scopes, of the account that is asked for', async () => {
    const { vault, ids } = openWindow();
    await vault.put(storedCredentials('adam', { scopes: ['user-top-read'] }));
    await vault.put(storedCredentials('zoe', { scopes: ['user-top-read', 'user-library-read'] }));
    expect(await ids()).toEqual(['adam', 'zoe']);
    expect(await ids([])).toEqual(['adam', 'zoe']);
    expect(await ids(['user-library-read'])).toEqual(['zoe']);
    expect(await ids(['user-top-read'], 'adam')).toEqual(['adam']);
    expect(await ids(['user-library-read'], 'adam')).toEqual([]);
  });

  it('asks for a new token only where the stored one is about to run out', async () => {
    const { provider, vault, refreshed } = openWindow();
    await vault.put(storedCredentials('adam', { accessTokenExpiresAt: now + 30_000 }));
    await vault.put(storedCredentials('zoe', { accessTokenExpiresAt: soon }));
    const sessions = await provider.getSessions(undefined);
    expect(sessions.map(({ accessToken }) => accessToken)).toEqual(['refreshed-adam', 'access-zoe']);
    expect(refreshed).toEqual(['adam']);
  });

  it('keeps the session while Spotify cannot be reached, and drops it where the sign-in has ended', async () => {
    const { ids, vault, parts } = openWindow();
    await vault.put(storedCredentials('adam', { accessTokenExpiresAt: now }));
    parts.refresh = () => Promise.reject(new Error('offline'));
    expect(await ids()).toEqual(['adam']);
    parts.refresh = () => Promise.reject(new AuthError('revoked', 'Spotify no longer accepts it.'));
    expect(await ids()).toEqual([]);
  });
});

describe('changes', () => {
  it('reach every window once, whoever signed in and however often the storage says so', async () => {
    const here = openWindow();
    const there = openWindow(here.secrets);
    await here.ids();
    await there.ids();
    await here.vault.put(storedCredentials('adam'));
    here.secrets.fire('backbeat.spotify.accounts');
    here.secrets.fire('backbeat.spotify.accounts');
    for (const window of [here, there]) {
      expect(await window.settled()).toMatchObject([{ added: [{ id: 'adam' }], removed: [], changed: [] }]);
    }
  });

  it('tell a refreshed token as a change of the same session', async () => {
    const { vault, ids, settled } = openWindow();
    await vault.put(storedCredentials('adam'));
    await settled();
    await ids();
    await vault.put(storedCredentials('adam', { accessToken: 'newer' }));
    const changes = await settled();
    expect(changes.at(-1)).toMatchObject({ added: [], changed: [{ id: 'adam', accessToken: 'newer' }] });
  });

  it('tell what a window that was asked before did not hear yet', async () => {
    const { vault, ids, settled, provider } = openWindow();
    await ids();
    await vault.put(storedCredentials('adam'));
    expect(await ids()).toEqual(['adam']);
    expect(await settled()).toHaveLength(1);
    await provider.vaultChanged();
    expect(await settled()).toHaveLength(1);
  });
});

describe('createSession', () => {
  it('signs in, tells the change, and gives the session', async () => {
    const { provider, signIns, settled } = openWindow();
    await provider.getSessions(undefined);
    const session = await provider.createSession(['user-read-playback-state']);
    expect(session).toMatchObject({ id: 'adam', accessToken: 'access-adam' });
    expect(signIns).toEqual([{ account: undefined, scopes: ['user-read-playback-state'], why: undefined }]);
    expect(await settled()).toMatchObject([{ added: [{ id: 'adam' }] }]);
  });

  it('says which permission an account lacks', async () => {
    const { provider, vault, signIns } = openWindow();
    await vault.put(storedCredentials('adam'));
    const account = { id: 'adam', label: 'Name of adam' };
    await provider.createSession(['user-read-playback-state', 'user-top-read'], { account });
    expect(signIns).toEqual([
      {
        account: 'adam',
        scopes: ['user-read-playback-state', 'user-top-read'],
        why: 'An extension needs what Spotify did not allow yet: see your top artists and tracks. Spotify asks you to agree.',
      },
    ]);
  });

  it('gives none when the user cancels', async () => {
    const { provider, parts, settled } = openWindow();
    parts.signIn = () => Promise.resolve(undefined);
    expect(await provider.createSession([])).toBeUndefined();
    expect(await settled()).toEqual([]);
  });
});

it('removeSession signs the account out and tells it', async () => {
  const { provider, vault, ids, settled } = openWindow();
  await vault.put(storedCredentials('adam'));
  await settled();
  await ids();
  await provider.removeSession('adam');
  expect((await settled()).at(-1)).toMatchObject({ removed: [{ id: 'adam' }] });
  expect(await ids()).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import { AuthError } from '../../../../src/core/spotify/spotifyErrors.ts';
import { SecretVault } from '../../../../src/vscode/auth/secretVault.ts';
import { accountKey, mayNameAccounts, vaultKeys } from '../../../../src/vscode/auth/vaultKeys.ts';
import { deferred } from '../../../fixtures/deferred.ts';
import { recordingLogger } from '../../../fixtures/recordingLogger.ts';
import { memorySecrets, withoutLock, type MemorySecrets } from './memorySecrets.ts';
import { clientId, storedCredentials } from './storedCredentials.ts';

function open(secrets: MemorySecrets = memorySecrets()) {
  const logger = recordingLogger();
  return { secrets, logger, vault: new SecretVault({ secrets, alone: withoutLock(secrets), logger }) };
}

const accountsOf = async (vault: SecretVault): Promise<string[]> =>
  (await vault.list()).map(({ account }) => account);

describe('SecretVault', () => {
  it('gives back what was put, in the order in which it was added', async () => {
    const { vault, secrets } = open();
    const zoe = storedCredentials('zoe', { revoked: true });
    await vault.put(zoe);
    await vault.put(storedCredentials('adam'));
    await vault.put({ ...zoe, accessToken: 'newer' });
    const again = open(secrets).vault;
    expect(await again.list()).toEqual([{ ...zoe, accessToken: 'newer' }, storedCredentials('adam')]);
  });

  it('keeps each account in a secret of its own and writes the index only when it changes', async () => {
    const { vault, secrets } = open();
    await vault.put(storedCredentials('adam'));
    const keys: string[] = [];
    secrets.onDidChange(({ key }) => keys.push(key));
    await vault.put(storedCredentials('adam', { accessToken: 'newer' }));
    expect(keys).toEqual([accountKey('adam')]);
    expect([...secrets.values.keys()].sort()).toEqual([accountKey('adam'), vaultKeys.index]);
    expect(secrets.values.get(vaultKeys.index)).toBe('["adam"]');
  });

  it('replaces only what it is said to replace', async () => {
    const { vault } = open();
    const adam = storedCredentials('adam', { refreshToken: 'first' });
    await vault.put(adam);
    expect(await vault.put({ ...adam, refreshToken: 'second' }, 'first')).toBe(true);
    expect(await vault.put({ ...adam, refreshToken: 'late' }, 'first')).toBe(false);
    expect(await vault.list()).toEqual([{ ...adam, refreshToken: 'second' }]);
    await vault.remove('adam');
    expect(await vault.put({ ...adam, refreshToken: 'late' }, 'second')).toBe(false);
    expect(await vault.list()).toEqual([]);
  });

  it('forgets an account, and only that one', async () => {
    const { vault, secrets } = open();
    await vault.put(storedCredentials('adam'));
    await vault.put(storedCredentials('zoe'));
    await vault.remove('adam');
    await vault.remove('nobody');
    expect(await accountsOf(vault)).toEqual(['zoe']);
    expect(secrets.values.has(accountKey('adam'))).toBe(false);
    await vault.remove('zoe');
    expect(mayNameAccounts(secrets.values.get(vaultKeys.index))).toBe(false);
  });

  it('keeps the app, with and without its secret', async () => {
    const { vault } = open();
    expect(await vault.app()).toBeUndefined();
    await vault.putApp({ clientId });
    expect(await vault.app()).toEqual({ clientId });
    await vault.putApp({ clientId, clientSecret: 'hush' });
    expect(await vault.app()).toEqual({ clientId, clientSecret: 'hush' });
    await vault.putApp(undefined);
    expect(await vault.app()).toBeUndefined();
  });

  it('tells changes of its own secrets, from whichever window, and no others', async () => {
    const secrets = memorySecrets();
    const here = open(secrets).vault;
    const there = open(secrets).vault;
    let changes = 0;
    const listening = here.onChanged(() => (changes += 1));
    await there.put(storedCredentials('adam'));
    await there.putApp({ clientId });
    expect(changes).toBe(3);
    await secrets.store('backbeat.mcpToken', 'other');
    listening.dispose();
    await there.remove('adam');
    expect(changes).toBe(3);
  });
});

describe('two windows that write at the same time', () => {
  /** Both read the index before either writes it: without care, the second write drops the first one's account. */
  async function addAtOnce(secrets: MemorySecrets): Promise<readonly [SecretVault, SecretVault]> {
    const one = open(secrets).vault;
    const other = open(secrets).vault;
    const bothHaveRead = deferred();
    let reading = 0;
    secrets.beforeGet = (key) => {
      if (key !== vaultKeys.index) return Promise.resolve();
      reading += 1;
      if (reading === 2) bothHaveRead.resolve();
      return bothHaveRead.promise;
    };
    await Promise.all([one.put(storedCredentials('adam')), other.put(storedCredentials('zoe'))]);
    secrets.beforeGet = undefined;
    return [one, other];
  }

  it('loses no account', async () => {
    const secrets = memorySecrets();
    const [one, other] = await addAtOnce(secrets);
    expect(await accountsOf(one)).toEqual(expect.arrayContaining(['adam', 'zoe']));
    expect(await accountsOf(other)).toHaveLength(2);
  });

  it('completes the index at the next look, for a window that starts later', async () => {
    const secrets = memorySecrets();
    const [one, other] = await addAtOnce(secrets);
    await one.list();
    await other.list();
    expect(JSON.parse(secrets.values.get(vaultKeys.index) ?? '')).toHaveLength(2);
  });

  it('loses none where the editor cannot list keys', async () => {
    const secrets = memorySecrets();
    secrets.listsKeys = false;
    const [one, other] = await addAtOnce(secrets);
    await one.list();
    await other.list();
    expect(await accountsOf(open(secrets).vault)).toHaveLength(2);
  });

  it('does not bring back an account that the other window removed', async () => {
    const secrets = memorySecrets();
    const one = open(secrets).vault;
    const other = open(secrets).vault;
    await one.put(storedCredentials('adam'));
    await other.remove('adam');
    expect(await one.list()).toEqual([]);
    expect(secrets.values.get(vaultKeys.index)).toBe('[]');
  });
});

describe('damaged secrets', () => {
  it('counts a damaged account as absent, says so without its content, and leaves it where it is', async () => {
    const { vault, secrets, logger } = open();
    await vault.put(storedCredentials('adam'));
    await vault.put(storedCredentials('zoe'));
    secrets.values.set(accountKey('adam'), '{"account":"adam","refreshToken":"s3cret"');
    expect(await accountsOf(vault)).toEqual(['zoe']);
    expect(logger.lines).toMatchObject([{ level: 'warn', context: { key: accountKey('adam') } }]);
    expect(JSON.stringify(logger.lines)).not.toContain('s3cret');
    expect(secrets.values.get(accountKey('adam'))).toContain('s3cret');
    expect(secrets.values.get(vaultKeys.index)).toBe('["adam","zoe"]');
  });

  it('lets a new sign-in replace a damaged account', async () => {
    const { vault } = open(memorySecrets({ [vaultKeys.index]: '["adam"]', [accountKey('adam')]: '{}' }));
    await vault.put(storedCredentials('adam'));
    expect(await accountsOf(vault)).toEqual(['adam']);
  });

  it.each(['{"accounts"', '{}', '[1]'])(
    'reads the accounts without the damaged index %s',
    async (damaged) => {
      const { vault, secrets } = open();
      await vault.put(storedCredentials('adam'));
      secrets.values.set(vaultKeys.index, damaged);
      expect(await accountsOf(open(secrets).vault)).toEqual(['adam']);
      expect(secrets.values.get(vaultKeys.index)).toBe(damaged);
      expect(mayNameAccounts(damaged)).toBe(true);
    },
  );

  it('replaces a damaged index by a whole one, and keeps the damaged text', async () => {
    const { vault, secrets } = open();
    await vault.put(storedCredentials('adam'));
    secrets.values.set(vaultKeys.index, 'broken');
    const other = open(secrets);
    await other.vault.put(storedCredentials('zoe'));
    expect(secrets.values.get(vaultKeys.index)).toBe('["adam","zoe"]');
    expect(secrets.values.get(vaultKeys.damagedIndex)).toBe('broken');
    expect(other.logger.lines.map(({ level }) => level)).toEqual(['warn', 'warn']);
  });

  it('counts a damaged app as none', async () => {
    const { vault, logger } = open(memorySecrets({ [vaultKeys.app]: '{"clientId":7}' }));
    expect(await vault.app()).toBeUndefined();
    expect(logger.lines).toMatchObject([{ level: 'warn', context: { problem: ['clientId'] } }]);
  });
});

describe('a SecretStorage that throws', () => {
  it('is one error with the next step, whatever is asked', async () => {
    const { vault, secrets } = open();
    secrets.failure = new Error('no keyring');
    const calls = [
      vault.list(),
      vault.put(storedCredentials('adam')),
      vault.remove('adam'),
      vault.app(),
      vault.putApp({ clientId }),
    ];
    for (const call of calls) {
      const error: unknown = await call.catch((caught: unknown) => caught);
      expect(AuthError.is(error, 'secretsUnavailable')).toBe(true);
      expect(error).toMatchObject({
        cause: secrets.failure,
        hint: expect.stringMatching(/keyring/) as string,
      });
    }
  });

  it('is usable again afterwards, with what it held', async () => {
    const { vault, secrets } = open();
    await vault.put(storedCredentials('adam'));
    secrets.failure = new Error('locked');
    await expect(vault.list()).rejects.toThrow();
    secrets.failure = undefined;
    expect(await accountsOf(vault)).toEqual(['adam']);
  });
});

import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CredentialVault } from '../../../../src/core/spotify/credentials.ts';
import { encryptedFileVault } from '../../../../src/node/vault/encryptedFileVault.ts';
import { givenKey, keyFile } from '../../../../src/node/vault/keySource.ts';
import { recordingLogger } from '../../../fixtures/recordingLogger.ts';
import { secretsOf } from './secrets.ts';

const hexKey = 'ab'.repeat(32);
const base64Key = Buffer.alloc(32, 7).toString('base64');
const posix = process.platform !== 'win32';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backbeat-vault-'));
  path = join(folder, 'data', 'credentials.enc');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function open(key = hexKey): CredentialVault {
  return encryptedFileVault({ path, key: givenKey(key), logger: recordingLogger() });
}

describe('encryptedFileVault', () => {
  it('is empty before the first write, and writes nothing by being read', async () => {
    expect(await open().list()).toEqual([]);
    expect(await open().app()).toBeUndefined();
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ['a key in hex', hexKey],
    ['a key in base64', base64Key],
    ['a passphrase', 'correct horse battery staple'],
  ])('keeps accounts and the app under %s', async (_, key) => {
    const vault = open(key);
    await vault.putApp({ clientId: 'client', clientSecret: 'shh' });
    await vault.put(secretsOf('ada'));
    await vault.put(secretsOf('grace'));
    await vault.put(secretsOf('ada', { accessToken: 'newer' }));
    const again = open(key);
    expect(await again.list()).toEqual([secretsOf('ada', { accessToken: 'newer' }), secretsOf('grace')]);
    expect(await again.app()).toEqual({ clientId: 'client', clientSecret: 'shh' });
    await again.remove('ada');
    expect(await vault.list()).toEqual([secretsOf('grace')]);
  });

  it('replaces only what it is said to replace, also where several processes do it at once', async () => {
    await open().put(secretsOf('ada', { refreshToken: 'first' }));
    const stored = await Promise.all(
      Array.from({ length: 8 }, (_, at) =>
        open().put(secretsOf('ada', { refreshToken: `next ${at}` }), 'first'),
      ),
    );
    expect(stored.filter(Boolean)).toHaveLength(1);
    const [held] = await open().list();
    expect(held?.refreshToken).toBe(`next ${stored.indexOf(true)}`);
    await open().remove('ada');
    expect(await open().put(secretsOf('ada'), 'next 0')).toBe(false);
  });

  it.runIf(posix)('belongs to its owner alone, and leaves no other file', async () => {
    await open().put(secretsOf('ada'));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'data'))).mode & 0o777).toBe(0o700);
    expect(await readdir(join(folder, 'data'))).toEqual(['credentials.enc', 'credentials.enc.turns']);
  });

  it('shows nothing of the secrets, and encrypts the same text differently each time', async () => {
    await open().put(secretsOf('ada'));
    const first = await readFile(path);
    expect(first.toString('latin1')).not.toMatch(/ada|refresh|client/);
    await open().remove('ada');
    await open().put(secretsOf('ada'));
    expect((await readFile(path)).equals(first)).toBe(false);
  });

  it.each([
    ['another key', 'cd'.repeat(32)],
    ['a passphrase', 'something else'],
  ])('refuses %s and overwrites nothing', async (_, key) => {
    await open().put(secretsOf('ada'));
    const before = await readFile(path);
    const wrong = open(key);
    await expect(wrong.list()).rejects.toMatchObject({
      reason: 'secretsUnavailable',
      hint: expect.stringContaining('TOKEN_ENCRYPTION_KEY') as string,
    });
    await expect(wrong.put(secretsOf('grace'))).rejects.toMatchObject({ reason: 'secretsUnavailable' });
    await expect(wrong.remove('ada')).rejects.toMatchObject({ reason: 'secretsUnavailable' });
    expect(await readFile(path)).toEqual(before);
    expect(await open().list()).toEqual([secretsOf('ada')]);
  });

  it('notices every byte that was changed', async () => {
    await open().put(secretsOf('ada'));
    const good = await readFile(path);
    const vault = open();
    for (let at = 0; at < good.length; at++) {
      const changed = Buffer.from(good);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await writeFile(path, changed);
      await expect(vault.list(), `byte ${at}`).rejects.toMatchObject({ reason: 'secretsUnavailable' });
    }
    await writeFile(path, good.subarray(0, 20));
    await expect(vault.list()).rejects.toMatchObject({ reason: 'secretsUnavailable' });
    await writeFile(path, good);
    expect(await vault.list()).toEqual([secretsOf('ada')]);
  });

  it('loses nothing when many write at once', async () => {
    const vaults = Array.from({ length: 5 }, () => open());
    const names = Array.from({ length: 20 }, (_, n) => `user${n}`);
    await Promise.all(
      names.map((name, n) => vaults[n % vaults.length]?.put(secretsOf(name)) ?? Promise.resolve()),
    );
    expect((await open().list()).map(({ account }) => account).sort()).toEqual([...names].sort());
    expect(await readdir(join(folder, 'data'))).toEqual(['credentials.enc', 'credentials.enc.turns']);
  });

  it('takes the place of a process that ended while it wrote', async () => {
    await open().put(secretsOf('ada'));
    await mkdir(`${path}.turns/77`);
    await open().put(secretsOf('grace'));
    expect(await open().list()).toHaveLength(2);
  });

  it('tells of changes, its own at once and those of others soon', async () => {
    const vault = open();
    await vault.put(secretsOf('ada'));
    let heard = 0;
    const subscription = vault.onChanged(() => (heard += 1));
    await vault.put(secretsOf('grace'));
    expect(heard).toBeGreaterThan(0);
    await expect.poll(() => heard).toBeGreaterThan(1);
    const before = heard;
    await open().put(secretsOf('joan'));
    await expect.poll(() => heard).toBeGreaterThan(before);
    subscription.dispose();
    const after = heard;
    await vault.remove('joan');
    expect(heard).toBe(after);
  });

  it.skipIf(!posix || process.getuid?.() === 0)('says what to do when the file cannot be read', async () => {
    await open().put(secretsOf('ada'));
    await chmod(path, 0);
    await expect(open().list()).rejects.toMatchObject({ reason: 'secretsUnavailable' });
  });

  it('says what to do where a folder is in its way', async () => {
    await writeFile(join(folder, 'data'), '');
    await expect(open().put(secretsOf('ada'))).rejects.toMatchObject({ reason: 'secretsUnavailable' });
  });
});

describe('a generated key', () => {
  it('is made once, at the first write, and belongs to its owner alone', async () => {
    const keyPath = join(folder, 'config', 'token-key');
    let made = 0;
    const opened = (): CredentialVault =>
      encryptedFileVault({ path, key: keyFile(keyPath, () => (made += 1)), logger: recordingLogger() });
    expect(await opened().list()).toEqual([]);
    expect(made).toBe(0);
    await Promise.all([opened().put(secretsOf('ada')), opened().put(secretsOf('grace'))]);
    expect(made).toBe(1);
    expect(await opened().list()).toHaveLength(2);
    if (posix) expect((await stat(keyPath)).mode & 0o777).toBe(0o600);
  });

  it('is not made anew when it is gone: the secrets would be lost', async () => {
    const keyPath = join(folder, 'config', 'token-key');
    const opened = (): CredentialVault =>
      encryptedFileVault({ path, key: keyFile(keyPath, () => undefined), logger: recordingLogger() });
    await opened().put(secretsOf('ada'));
    const before = await readFile(path);
    await rm(keyPath);
    await expect(opened().put(secretsOf('grace'))).rejects.toMatchObject({
      reason: 'secretsUnavailable',
      hint: expect.stringContaining('TOKEN_ENCRYPTION_KEY') as string,
    });
    expect(await readFile(path)).toEqual(before);
  });
});

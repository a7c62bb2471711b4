import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliVault, type CliVault } from '../../../../src/node/vault/cliVault.ts';
import type { Keyring } from '../../../../src/node/vault/keyringVault.ts';
import { recordingLogger } from '../../../fixtures/recordingLogger.ts';
import { memoryKeyring } from './memoryKeyring.ts';
import { secretsOf } from './secrets.ts';

let folder: string;
let said: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backbeat-cli-vault-'));
  said = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function open(keyring: Keyring | undefined, env: Readonly<Record<string, string>> = {}): CliVault {
  return cliVault({
    dataDir: join(folder, 'data'),
    configDir: join(folder, 'config'),
    env,
    logger: recordingLogger(),
    notify: (sentence) => said.push(sentence),
    openKeyring: () => Promise.resolve(keyring),
  });
}

describe('cliVault', () => {
  it("keeps the sign-ins in the system's keyring", async () => {
    const keyring = memoryKeyring();
    await open(keyring).put(secretsOf('ada'));
    expect(await open(keyring).place()).toEqual({
      kind: 'keyring',
      entry: expect.stringMatching(/^sign-ins-[0-9a-f]{12}$/) as string,
    });
    expect(await open(keyring).list()).toEqual([secretsOf('ada')]);
    expect(said).toEqual([]);
  });

  it('without one keeps them in a file with a generated key, and says once that this is weaker', async () => {
    await open(undefined).put(secretsOf('ada'));
    await open(undefined).put(secretsOf('grace'));
    expect(await open(undefined).place()).toMatchObject({ kind: 'file', key: 'generated' });
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('TOKEN_ENCRYPTION_KEY');
  });

  it('stays with the file when a keyring comes later', async () => {
    await open(undefined).put(secretsOf('ada'));
    expect(await open(memoryKeyring()).list()).toEqual([secretsOf('ada')]);
  });

  it('uses the file with the key that is given, keyring or not', async () => {
    const env = { TOKEN_ENCRYPTION_KEY: 'a passphrase' };
    await open(memoryKeyring(), env).put(secretsOf('ada'));
    expect(await open(memoryKeyring(), env).place()).toMatchObject({ kind: 'file', key: 'given' });
    expect(await open(undefined, env).list()).toEqual([secretsOf('ada')]);
    await expect(open(undefined).list()).rejects.toMatchObject({ reason: 'secretsUnavailable' });
  });

  it('does not look signed out where the keyring with the sign-ins cannot be reached', async () => {
    await open(memoryKeyring()).put(secretsOf('ada'));
    await expect(open(undefined).list()).rejects.toMatchObject({
      reason: 'secretsUnavailable',
      message: expect.stringContaining('keyring') as string,
    });
  });

  it('opens the place again after it could not be reached', async () => {
    const keyring = memoryKeyring();
    await open(keyring).put(secretsOf('ada'));
    let reachable = false;
    const vault = cliVault({
      dataDir: join(folder, 'data'),
      configDir: join(folder, 'config'),
      env: {},
      logger: recordingLogger(),
      notify: () => undefined,
      openKeyring: () => Promise.resolve(reachable ? keyring : undefined),
    });
    await expect(vault.list()).rejects.toMatchObject({ reason: 'secretsUnavailable' });
    reachable = true;
    expect(await vault.list()).toEqual([secretsOf('ada')]);
  });

  it('takes the app of the environment before the stored one', async () => {
    const keyring = memoryKeyring();
    await open(keyring).putApp({ clientId: 'stored' });
    expect(await open(keyring).app()).toEqual({ clientId: 'stored' });
    expect(await open(keyring, { SPOTIFY_CLIENT_ID: 'given' }).app()).toEqual({ clientId: 'given' });
    const both = { SPOTIFY_CLIENT_ID: 'given', SPOTIFY_CLIENT_SECRET: 'shh' };
    expect(await open(keyring, both).app()).toEqual({ clientId: 'given', clientSecret: 'shh' });
  });

  it('tells of changes once it is open', async () => {
    const keyring = memoryKeyring();
    const vault = open(keyring);
    let heard = 0;
    const subscription = vault.onChanged(() => (heard += 1));
    await vault.put(secretsOf('ada'));
    await expect.poll(() => heard).toBeGreaterThan(0);
    subscription.dispose();
  });
});

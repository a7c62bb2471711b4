import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CredentialVault } from '../../../../src/core/spotify/credentials.ts';
import { keyringEntry, keyringVault } from '../../../../src/node/vault/keyringVault.ts';
import { recordingLogger } from '../../../fixtures/recordingLogger.ts';
import { memoryKeyring } from './memoryKeyring.ts';
import { secretsOf } from './secrets.ts';

let folder: string;
let keyring: ReturnType<typeof memoryKeyring>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backbeat-keyring-'));
  keyring = memoryKeyring();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function open(dataDir = folder): CredentialVault {
  const markerPath = join(dataDir, 'credentials.keyring');
  return keyringVault({ keyring, entry: keyringEntry(dataDir), markerPath, logger: recordingLogger() });
}

const long = secretsOf('ada', { refreshToken: 'r'.repeat(3000), displayName: 'Zoë 🎵'.repeat(50) });

describe('keyringVault', () => {
  it('keeps secrets that are longer than one entry may be', async () => {
    await open().put(long);
    await open().putApp({ clientId: 'client' });
    expect(await open().list()).toEqual([long]);
    expect(await open().app()).toEqual({ clientId: 'client' });
    expect(keyring.entries.size).toBeGreaterThan(3);
  });

  it('removes the parts of the text before', async () => {
    await open().put(long);
    await open().remove('ada');
    expect(await open().list()).toEqual([]);
    expect(keyring.entries.size).toBe(2);
  });

  it('keeps the old text whole when the keyring fails in the middle of a change', async () => {
    await open().put(long);
    for (let writes = 0; writes < 4; writes++) {
      keyring.writesLeft = writes;
      await expect(open().put(secretsOf('grace', { refreshToken: 'g'.repeat(3000) }))).rejects.toMatchObject({
        reason: 'secretsUnavailable',
        hint: expect.stringContaining('TOKEN_ENCRYPTION_KEY') as string,
      });
      keyring.writesLeft = Infinity;
      expect(await open().list()).toEqual([long]);
    }
  });

  it('keeps data directories apart', async () => {
    await open().put(secretsOf('ada'));
    expect(await open(join(folder, 'other')).list()).toEqual([]);
  });

  it('loses nothing when many write at once, and tells the others', async () => {
    const [one, other] = [open(), open()];
    let heard = 0;
    const subscription = other.onChanged(() => (heard += 1));
    await Promise.all(
      ['a', 'b', 'c', 'd'].map((name, n) => (n % 2 === 0 ? one : other).put(secretsOf(name))),
    );
    expect(await open().list()).toHaveLength(4);
    await expect.poll(() => heard).toBeGreaterThan(2);
    subscription.dispose();
  });

  it('writes no secret to the disk', async () => {
    await open().put(secretsOf('ada'));
    expect(await readFile(join(folder, 'credentials.keyring'), 'utf8')).toMatch(/^[\da-f]{8}\n$/);
  });
});

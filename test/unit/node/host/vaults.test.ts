import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Credentials, CredentialVault } from '../../../../src/core/spotify/credentials.ts';
import { clientVault } from '../../../../src/node/host/clientVault.ts';
import { openDirectory } from '../../../../src/node/host/openDirectory.ts';
import type { VaultSet } from '../../../../src/node/host/vaultSet.ts';
import type { Api, Disposable } from '../../../../src/protocol/api.ts';
import { EventListeners } from '../../../../src/protocol/eventListeners.ts';
import { createLocalApi } from '../../../../src/protocol/localApi.ts';
import type { ResultOf } from '../../../../src/protocol/requests.ts';
import { deferred } from '../../../fixtures/deferred.ts';
import { handlersWith, someStatus } from '../../../fixtures/handlers.ts';
import { memoryVault } from '../../../fixtures/memoryVault.ts';
import { recordingLogger } from '../../../fixtures/recordingLogger.ts';

let dataDir: string;
let vaults: VaultSet | undefined;
const opened: Disposable[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'backbeat-test-'));
});
afterEach(() => {
  for (const connection of opened.splice(0)) connection.dispose();
  rmSync(dataDir, { recursive: true, force: true });
  vaults = undefined;
});

async function open(vault: CredentialVault): Promise<Api & Disposable> {
  const connection = await openDirectory(
    {
      dataDir,
      version: '1.0.0',
      logger: recordingLogger(),
      vault,
      startHost: (claim) => {
        vaults = claim.vaults;
        const handlers = handlersWith({ 'app.status': () => someStatus });
        return Promise.resolve({
          ...createLocalApi(handlers, new EventListeners(() => undefined)),
          close: () => Promise.resolve(),
        });
      },
    },
    () => undefined,
  );
  opened.push(connection);
  await connection.call('app.status', {});
  return connection;
}

const signedIn = (account: string, refreshToken = 'refresh'): Credentials => ({
  account,
  displayName: account,
  app: { clientId: 'client' },
  scopes: ['user-top-read'],
  refreshToken,
  accessToken: 'access',
  accessTokenExpiresAt: 1,
  authorizedAt: 1,
});

async function accounts(): Promise<string[]> {
  const lists = await Promise.all((vaults?.all() ?? []).map((vault) => vault.list()));
  return lists.flat().map(({ account }) => account);
}

describe('the vaults of a host', () => {
  it('are its own first, then those of its clients', async () => {
    await open(memoryVault([signedIn('host')]));
    await open(memoryVault([signedIn('client')], { clientId: 'app' }));
    expect(await accounts()).toEqual(['host', 'client']);
    expect(await vaults?.all()[1]?.app()).toEqual({ clientId: 'app' });
  });

  it('are without those of a client that left', async () => {
    await open(memoryVault([signedIn('host')]));
    const client = await open(memoryVault([signedIn('client')]));
    client.dispose();
    await expect.poll(accounts).toEqual(['host']);
  });

  it('take a refreshed token back to the client whose it is', async () => {
    await open(memoryVault());
    const vault = memoryVault([signedIn('client')]);
    await open(vault);
    await vaults?.all()[1]?.put(signedIn('client', 'rotated'));
    expect(await vault.list()).toEqual([signedIn('client', 'rotated')]);
  });

  it('tell when one came, changed or left', async () => {
    await open(memoryVault());
    let told = 0;
    vaults?.onChanged(() => told++);
    const vault = memoryVault();
    const client = await open(vault);
    expect(told).toBe(1);
    await vault.put(signedIn('client'));
    await expect.poll(() => told).toBe(2);
    client.dispose();
    await expect.poll(() => told).toBe(3);
  });

  it('do not keep a host waiting for a client that stands still', async () => {
    const answer = deferred<ResultOf<'vault.list'>>();
    const client = createLocalApi(
      { 'vault.list': () => answer.promise },
      new EventListeners(() => undefined),
    );
    const lent = clientVault(client, 20);
    let told = 0;
    lent.onChanged(() => told++);
    await expect(lent.list()).rejects.toMatchObject({ reason: 'secretsUnavailable' });
    const asked = performance.now();
    await expect(lent.list()).rejects.toMatchObject({ reason: 'secretsUnavailable' });
    expect(performance.now() - asked).toBeLessThan(20);
    answer.resolve({ credentials: [] }); // it goes on
    await expect.poll(() => told).toBe(1);
    expect(await lent.list()).toEqual([]);
  });

  it('are out of reach of clients', async () => {
    await open(memoryVault([signedIn('host')]));
    const client = await open(memoryVault());
    await expect(client.call('vault.list', {})).rejects.toThrow();
    await expect(client.call('metadata.read', { key: '/tracks/1' })).rejects.toThrow();
  });
});

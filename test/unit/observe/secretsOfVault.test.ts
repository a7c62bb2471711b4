import { expect, it } from 'vitest';
import { Redactor } from '../../../src/core/observe/redaction/redactor.ts';
import { secretsOfVault } from '../../../src/node/observe/secretsOfVault.ts';
import { memoryVault } from '../../fixtures/memoryVault.ts';
import { clientId, storedCredentials } from '../vscode/auth/storedCredentials.ts';

const adam = storedCredentials('adam', {
  app: { clientId, clientSecret: 'the-secret-of-the-app' },
  ...{ refreshToken: 'a-refresh-token', accessToken: 'an-access-token' },
});
const secrets = ['the-secret-of-the-app', 'a-refresh-token', 'an-access-token'];

it('learns the secrets that are read, before Spotify is shown any', async () => {
  const vault = memoryVault();
  await vault.put(adam);
  const redactor = new Redactor();
  expect(await secretsOfVault(vault, redactor).list()).toEqual([adam]);
  for (const secret of secrets) expect(redactor.knows(`said ${secret}`), secret).toBe(true);
});

it('learns the secrets that are stored, even where that fails', async () => {
  const redactor = new Redactor();
  const vault = secretsOfVault(
    {
      ...memoryVault(),
      put: () => Promise.reject(new Error('full')),
      putApp: () => Promise.reject(new Error('full')),
    },
    redactor,
  );
  await expect(vault.put(adam)).rejects.toThrow('full');
  await expect(vault.putApp({ clientId, clientSecret: 'the-secret-of-another' })).rejects.toThrow('full');
  for (const secret of [...secrets, 'the-secret-of-another'])
    expect(redactor.knows(`said ${secret}`)).toBe(true);
});

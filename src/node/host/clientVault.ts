import { HostError } from '../../core/errors.ts';
import type { CredentialVault, LentVault } from '../../core/spotify/credentials.ts';
import type { Api } from '../../protocol/api.ts';
import type { VaultHandlers } from '../../protocol/handlers.ts';

/** A client's vault, as its host reaches it over the link. One that left takes its accounts along. */
export function clientVault(client: Api): LentVault {
  const contents = async (): Promise<Awaited<ReturnType<typeof list>>> => {
    try {
      return await list();
    } catch (error) {
      if (HostError.is(error, 'gone')) return { credentials: [] };
      throw error;
    }
  };
  const list = () => client.call('vault.list', {});
  return {
    list: async () => (await contents()).credentials,
    app: async () => (await contents()).app,
    put: async (credentials) => {
      const { app, scopes, ...rest } = credentials;
      await client.call('vault.put', { credentials: { ...rest, app: { ...app }, scopes: [...scopes] } });
    },
    remove: async (account) => {
      await client.call('vault.remove', { account });
    },
    onChanged: (listener) => client.on('vault.changed', listener),
  };
}

/** What a client answers to its host. */
export function vaultHandlers(vault: CredentialVault): VaultHandlers {
  return {
    'vault.list': async () => {
      const app = await vault.app();
      const credentials = (await vault.list()).map(({ scopes, ...rest }) => ({
        ...rest,
        app: { ...rest.app },
        scopes: [...scopes],
      }));
      return { credentials, ...(app === undefined ? {} : { app: { ...app } }) };
    },
    'vault.put': async ({ credentials }) => {
      await vault.put(credentials);
      return {};
    },
    'vault.remove': async ({ account }) => {
      await vault.remove(account);
      return {};
    },
  };
}

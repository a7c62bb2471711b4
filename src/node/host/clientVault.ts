import { HostError } from '../../core/errors.ts';
import type { CredentialVault, LentVault } from '../../core/spotify/credentials.ts';
import { AuthError } from '../../core/spotify/spotifyErrors.ts';
import type { Api } from '../../protocol/api.ts';
import type { VaultHandlers } from '../../protocol/handlers.ts';
import type { ResultOf } from '../../protocol/requests.ts';

/** How long a client may take to answer, ms: its user may have to unlock a keyring first. */
const defaultPatienceMs = 15_000;

/**
 * A client's vault, as its host reaches it over the link. One that left takes its accounts along; one that stands
 * still, such as a stopped process, costs one wait and then fails at once until it goes on.
 */
export function clientVault(client: Api, patienceMs = defaultPatienceMs): LentVault {
  const listeners = new Set<() => void>();
  let standsStill = false;
  const goesOn = (): void => {
    standsStill = false;
    for (const listener of [...listeners]) listener();
  };
  const inTime = async <T>(ask: () => Promise<T>): Promise<T> => {
    if (standsStill) throw noAnswer();
    const answer = ask();
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        standsStill = true;
        answer.then(goesOn, goesOn);
        reject(noAnswer());
      }, patienceMs).unref();
    });
    try {
      return await Promise.race([answer, tooLate]);
    } finally {
      clearTimeout(timer);
    }
  };
  const contents = async (): Promise<ResultOf<'vault.list'>> => {
    try {
      return await inTime(() => client.call('vault.list', {}));
    } catch (error) {
      if (HostError.is(error, 'gone')) return { credentials: [] };
      throw error;
    }
  };
  return {
    list: async () => (await contents()).credentials,
    app: async () => (await contents()).app,
    put: async (credentials, replaces) => {
      const { app, scopes, ...rest } = credentials;
      const wire = { ...rest, app: { ...app }, scopes: [...scopes] };
      const params = { credentials: wire, ...(replaces !== undefined && { replaces }) };
      const { stored } = await inTime(() => client.call('vault.put', params));
      return stored;
    },
    remove: async (account) => {
      await inTime(() => client.call('vault.remove', { account }));
    },
    onChanged: (listener) => {
      const own = (): void => {
        listener();
      };
      listeners.add(own);
      const following = client.on('vault.changed', own);
      return {
        dispose: () => {
          listeners.delete(own);
          following.dispose();
        },
      };
    },
  };
}

function noAnswer(): AuthError {
  return new AuthError(
    'secretsUnavailable',
    'Another window or program that keeps sign-ins does not answer.',
    {
      hint: 'Let it go on or end it, unlock the keyring if it asks for that, and try again.',
    },
  );
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
    'vault.put': async ({ credentials, replaces }) => ({ stored: await vault.put(credentials, replaces) }),
    'vault.remove': async ({ account }) => {
      await vault.remove(account);
      return {};
    },
  };
}

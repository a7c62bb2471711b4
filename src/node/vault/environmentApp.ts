import type { AppRegistration, CredentialVault } from '../../core/spotify/credentials.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The app of SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET; `undefined` without the first. */
function appOfEnvironment(env: Environment): AppRegistration | undefined {
  const clientId = env['SPOTIFY_CLIENT_ID']?.trim() ?? '';
  const clientSecret = env['SPOTIFY_CLIENT_SECRET']?.trim() ?? '';
  if (clientId === '') return undefined;
  return clientSecret === '' ? { clientId } : { clientId, clientSecret };
}

/** The vault, with the app of the environment before the stored one. Accounts keep the app they signed in with. */
export function withEnvironmentApp(vault: CredentialVault, env: Environment): CredentialVault {
  const app = appOfEnvironment(env);
  return app === undefined ? vault : { ...vault, app: () => Promise.resolve(app) };
}

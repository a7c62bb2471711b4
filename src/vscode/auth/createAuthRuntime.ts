import type { AuthenticationSession } from 'vscode';
import { isFresh } from '../../core/spotify/auth/isFresh.ts';
import { registeredRedirectUri } from '../../core/spotify/auth/redirectUri.ts';
import type { Credentials } from '../../core/spotify/credentials.ts';
import { AuthError } from '../../core/spotify/spotifyErrors.ts';
import type { AuthDependencies, AuthRuntime } from './authRuntime.ts';
import { sessionsOf } from './sessions.ts';
import { SignInFlow } from './signInFlow.ts';

/** Signing in, as the heavy bundle offers it to the extension. */
export function createAuthRuntime(dependencies: AuthDependencies): AuthRuntime {
  const { vault, settings } = dependencies;
  const flow = new SignInFlow(dependencies);
  return {
    app: () => vault.app(),
    putApp: (app) => vault.putApp(app),
    redirectUri: () => registeredRedirectUri(settings()['spotify.redirectPort']),
    storedSessions: async () => sessionsOf(await vault.list()),
    sessions: () => freshSessions(dependencies),
    signIn: (request, window) => flow.signIn(request, window),
  };
}

async function freshSessions(dependencies: AuthDependencies): Promise<readonly AuthenticationSession[]> {
  const stored = await dependencies.vault.list();
  return sessionsOf(await Promise.all(stored.map((one) => refreshed(dependencies, one))));
}

async function refreshed(
  { clock, accessToken, logger }: AuthDependencies,
  stored: Credentials,
): Promise<Credentials> {
  const { account, revoked, accessTokenExpiresAt } = stored;
  if (revoked === true || isFresh(accessTokenExpiresAt, clock.now())) return stored;
  try {
    return { ...stored, accessToken: await accessToken(account) };
  } catch (error) {
    if (AuthError.is(error, 'revoked') || AuthError.is(error, 'expired')) return { ...stored, revoked: true };
    // Nobody is signed out because Spotify cannot be reached; whoever uses the old token is told so by Spotify.
    logger.warn('a session keeps its old token', { account, error });
    return stored;
  }
}

import { AuthError } from '../spotifyErrors.ts';
import { hasEnded } from './signInEnds.ts';

const howToSignIn =
  'Ask the user to sign in: "Backbeat: Sign In to Spotify" in the editor, or `backbeat login` in a terminal.';

/** Spotify refused to renew a sign-in: because its six months ended, or because somebody withdrew it. */
export function refusedSignIn(authorizedAt: number, now: number, cause?: unknown): AuthError {
  return hasEnded(authorizedAt, now)
    ? new AuthError('expired', 'The sign-in to Spotify ended: it lasts six months.', {
        cause,
        hint: howToSignIn,
      })
    : new AuthError('revoked', 'Spotify no longer accepts this sign-in.', { cause, hint: howToSignIn });
}

/** The account was signed out while something was done for it. */
export function noLongerSignedIn(): AuthError {
  return new AuthError('signedOut', 'This account was signed out.', { hint: howToSignIn });
}

/** There is an app, but no account. */
export function nobodySignedIn(): AuthError {
  return new AuthError('signedOut', 'Nobody is signed in to Spotify.', { hint: howToSignIn });
}

/** Backbeat ships no app of its own. */
export function noClientId(): AuthError {
  return new AuthError('noClientId', 'Backbeat has no Client ID of a Spotify app yet.', {
    hint: 'Ask the user to create an app at developer.spotify.com/dashboard and to sign in with its Client ID: "Backbeat: Sign In to Spotify" in the editor, or `backbeat login` in a terminal.',
  });
}

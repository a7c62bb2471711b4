import { AuthError } from './spotifyErrors.ts';
import type { SpotifyContext } from './spotifyContext.ts';

/**
 * The account that a question is about.
 * @throws AuthError `needsUser` where only the app itself is signed in
 */
export function accountOf({ account }: SpotifyContext): string {
  if (account !== undefined) return account;
  throw new AuthError('needsUser', 'This needs a Spotify account, and nobody is signed in.', {
    hint: 'Sign in with "Backbeat: Sign In to Spotify" or `backbeat login`.',
  });
}

import type { Operation } from '../operation.ts';
import type { Scope } from '../scopes.ts';
import { AuthError } from '../spotifyErrors.ts';
import type { Access } from '../tokenSource.ts';
import { scopeUses } from './scopeUses.ts';

/**
 * The permissions that a call needs and these do not hold; of a choice of several, the first.
 * @param granted scopes of the sign-in
 */
export function missingScopes<P, R>(
  { scopes, anyScope = [] }: Operation<P, R>,
  params: P,
  granted: readonly string[],
): readonly Scope[] {
  const missing = (typeof scopes === 'function' ? scopes(params) : scopes).filter(
    (scope) => !granted.includes(scope),
  );
  const [choice] = anyScope;
  return choice === undefined || anyScope.some((scope) => granted.includes(scope))
    ? missing
    : [...missing, choice];
}

/** Every permission that a call needs, or that would do where there is a choice. */
export function wantedScopes<P, R>({ scopes, anyScope = [] }: Operation<P, R>, params: P): readonly Scope[] {
  return [...(typeof scopes === 'function' ? scopes(params) : scopes), ...anyScope];
}

/**
 * Spends no request on what Spotify would refuse.
 * @throws AuthError `needsUser` where only the app is signed in, `missingScope`
 */
export function checkScopes<P, R>(operation: Operation<P, R>, params: P, access: Access): void {
  const missing = missingScopes(operation, params, access.scopes ?? []);
  if (access.scopes === undefined && (missing.length > 0 || /^\/me(\/|$)/.test(operation.path)))
    throw needsUser();
  if (missing.length > 0) throw missingScope(missing);
}

/** The app alone is signed in, and the call is about a user. */
export function needsUser(cause?: unknown): AuthError {
  return new AuthError('needsUser', 'This needs a Spotify user, and only the app itself is signed in.', {
    cause,
    hint: "Sign in with 'Backbeat: Sign In to Spotify' or `backbeat login`.",
  });
}

/** Permissions and what they are for, in words. */
export function scopeWords(scopes: readonly Scope[], and: 'and' | 'or' = 'and'): string {
  return scopes.map((scope) => `${scope} (to ${scopeUses[scope]})`).join(` ${and} `);
}

function missingScope(missing: readonly Scope[]): AuthError {
  return new AuthError('missingScope', `The sign-in lacks the permission ${scopeWords(missing)}.`, {
    hint: "Sign in again with 'Backbeat: Sign In to Spotify' or `backbeat login` and agree to it.",
  });
}

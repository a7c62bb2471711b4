import { InputError } from '../../core/errors.ts';
import type { Credentials } from '../../core/spotify/credentials.ts';
import { scopes as known, scopesFor, type Scope } from '../../core/spotify/scopes.ts';
import type { Toolset } from '../../protocol/settings.ts';
import type { SignInRequest } from './authRuntime.ts';

/**
 * What a sign-in asks for: what the enabled toolsets need, what is requested, and what was granted before, for a
 * new consent replaces the one before it.
 * @throws InputError for a scope that Backbeat never asks for
 */
export function wantedScopes(
  { account, scopes = [], chooseAccount = false }: SignInRequest,
  stored: readonly Credentials[],
  toolsets: readonly Toolset[],
): readonly Scope[] {
  const unknown = scopes.filter((scope) => !isScope(scope));
  if (unknown.length > 0) {
    throw new InputError(
      `Backbeat does not sign in for ${unknown.map((scope) => `"${scope}"`).join(', ')}.`,
      {
        hint: `It can ask for ${known.join(', ')}.`,
      },
    );
  }
  const before = stored.filter((one) => (account === undefined ? !chooseAccount : one.account === account));
  const granted = before.flatMap((one) => one.scopes);
  return scopesFor(toolsets, [...scopes, ...granted].filter(isScope));
}

const isScope = (scope: string): scope is Scope => (known as readonly string[]).includes(scope);

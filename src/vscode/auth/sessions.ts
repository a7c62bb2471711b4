import type { AuthenticationProviderAuthenticationSessionsChangeEvent, AuthenticationSession } from 'vscode';
import type { Credentials } from '../../core/spotify/credentials.ts';

/**
 * The sign-ins as VS Code knows them; one that Spotify refused to refresh is none. The id is the account and never
 * changes. VS Code tells accounts apart by their label, so equal names are completed.
 */
export function sessionsOf(stored: readonly Credentials[]): readonly AuthenticationSession[] {
  const working = stored.filter(({ revoked }) => revoked !== true);
  return working.map(({ account, displayName, scopes, accessToken }) => {
    const shared = working.some((other) => other.account !== account && other.displayName === displayName);
    const label = shared ? `${displayName} (${account})` : displayName;
    return { id: account, account: { id: account, label }, scopes, accessToken };
  });
}

/** Whether a session covers what is asked for. No scopes: anything does. */
export function grants(session: AuthenticationSession, scopes: readonly string[] | undefined): boolean {
  return (scopes ?? []).every((scope) => session.scopes.includes(scope));
}

/**
 * What happened between two looks at the sessions; `undefined` = nothing, so that an event which comes twice is
 * told once.
 */
export function sessionsChange(
  before: readonly AuthenticationSession[],
  after: readonly AuthenticationSession[],
): AuthenticationProviderAuthenticationSessionsChangeEvent | undefined {
  const earlier = new Map(before.map((session) => [session.id, session]));
  const later = new Set(after.map(({ id }) => id));
  const added = after.filter(({ id }) => !earlier.has(id));
  const removed = before.filter(({ id }) => !later.has(id));
  const changed = after.filter((session) => {
    const old = earlier.get(session.id);
    return old !== undefined && !same(old, session);
  });
  if (added.length + removed.length + changed.length === 0) return undefined;
  return { added, removed, changed };
}

function same(one: AuthenticationSession, other: AuthenticationSession): boolean {
  return (
    one.accessToken === other.accessToken &&
    one.account.label === other.account.label &&
    one.scopes.length === other.scopes.length &&
    grants(one, other.scopes)
  );
}

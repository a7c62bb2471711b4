import type { Account } from '../../protocol/spotify/accounts.ts';

/**
 * The account that a sign-in is about when the user names none: the one in use if it has ended, ends soon or
 * lacks a scope, else another one that has ended. `undefined` = all is well.
 */
export function needsSignIn(accounts: readonly Account[]): Account | undefined {
  const used = accounts.find(({ in_use }) => in_use);
  if (used !== undefined && (used.state !== 'ok' || used.missing_scopes.length > 0)) return used;
  return accounts.find(hasEnded);
}

const hasEnded = ({ state }: Account): boolean => state === 'expired' || state === 'revoked';

import type { Credentials, LentVault } from '../credentials.ts';
import { AuthError } from '../spotifyErrors.ts';

/** A signed-in account and the vault that keeps it. */
export interface KnownAccount {
  readonly credentials: Credentials;
  readonly vault: LentVault;
}

/**
 * The account that calls without a name go to: the chosen one, else the first. `undefined` if there is none.
 * @param active the chosen one; one that is no longer signed in does not count
 */
export function accountInUse(
  accounts: readonly KnownAccount[],
  active: string | undefined,
): KnownAccount | undefined {
  return accounts.find(({ credentials }) => credentials.account === active) ?? accounts[0];
}

/**
 * The account of a name: its id, or its display name where only one account has it. Case does not count, unless
 * it tells two ids apart.
 * @throws AuthError `unknownAccount`
 */
export function accountNamed(accounts: readonly KnownAccount[], name: string): KnownAccount {
  const wanted = folded(name);
  const [exact] = accounts.filter(({ credentials }) => credentials.account === name.trim());
  if (exact !== undefined) return exact;
  const byId = accounts.filter(({ credentials }) => folded(credentials.account) === wanted);
  const found =
    byId.length > 0 ? byId : accounts.filter(({ credentials }) => folded(credentials.displayName) === wanted);
  const [one, another] = found;
  if (one !== undefined && another === undefined) return one;
  throw one === undefined
    ? new AuthError('unknownAccount', 'No account of this name is signed in.', {
        hint: 'Name an account as `backbeat accounts` lists it, leave the account out, or ask the user to sign in to it.',
      })
    : new AuthError('unknownAccount', 'Several accounts have this name.', {
        hint: 'Name the account by its id, as `backbeat accounts` lists it.',
      });
}

function folded(name: string): string {
  return name.trim().normalize('NFC').toLowerCase();
}

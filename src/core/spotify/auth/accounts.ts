import type { Disposable } from '../../../protocol/api.ts';
import type { Account } from '../../../protocol/spotify/accounts.ts';
import type { SpotifyPorts } from '../../ports.ts';
import type { Credentials } from '../credentials.ts';
import { scopesFor } from '../scopes.ts';
import type { AccountBook } from './accountBook.ts';
import { accountInUse, accountNamed } from './knownAccount.ts';
import { daysLeft, endsSoon, hasEnded, signInEnds } from './signInEnds.ts';

export interface AccountsOptions extends Pick<SpotifyPorts, 'clock' | 'settings'> {
  readonly book: AccountBook;
  /** The account that the user chose; `undefined` = none. */
  readonly activeAccount: () => string | undefined;
  readonly setActiveAccount: (account: string | undefined) => void;
}

/** The signed-in accounts as the user sees them: no secret leaves here. */
export class Accounts {
  readonly #options: AccountsOptions;

  constructor(options: AccountsOptions) {
    this.#options = options;
  }

  /** @throws AuthError `secretsUnavailable` */
  async list(): Promise<Account[]> {
    const { book, activeAccount } = this.#options;
    const accounts = await book.list();
    const used = accountInUse(accounts, activeAccount());
    return accounts.map((known) => this.#described(known.credentials, known === used));
  }

  /** Whether there is an app to sign in with, or an account that has one. @throws AuthError `secretsUnavailable` */
  async hasClientId(): Promise<boolean> {
    const { book } = this.#options;
    return (await book.app()) !== undefined || (await book.list()).length > 0;
  }

  /**
   * The id of an account that is named by its id or its display name; `undefined` = the one in use, where there
   * is one.
   * @throws AuthError `unknownAccount`, `secretsUnavailable`
   */
  async resolve(name: string | undefined): Promise<string | undefined> {
    const { book, activeAccount } = this.#options;
    const accounts = await book.list();
    const known = name === undefined ? accountInUse(accounts, activeAccount()) : accountNamed(accounts, name);
    return known?.credentials.account;
  }

  /** Makes an account the one in use. @throws AuthError `unknownAccount`, `secretsUnavailable` */
  async use(name: string): Promise<void> {
    const { book, setActiveAccount } = this.#options;
    const { credentials } = accountNamed(await book.freshList(), name);
    setActiveAccount(credentials.account);
    book.announce();
  }

  /** Forgets the tokens of an account; its history stays. @throws AuthError `unknownAccount`, `secretsUnavailable` */
  async signOut(name: string): Promise<void> {
    const { book, activeAccount, setActiveAccount } = this.#options;
    const { account } = accountNamed(await book.freshList(), name).credentials;
    await book.remove(account);
    if (activeAccount() === account) {
      setActiveAccount(undefined);
      book.announce();
    }
  }

  /** Accounts came, went or changed, or may have. */
  onChanged(listener: () => void): Disposable {
    return this.#options.book.onChanged(listener);
  }

  #described(credentials: Credentials, inUse: boolean): Account {
    const { clock, settings } = this.#options;
    const { account, displayName, scopes, authorizedAt } = credentials;
    const now = clock.now();
    return {
      account,
      display_name: displayName,
      state: stateOf(credentials, now),
      in_use: inUse,
      scopes: [...scopes],
      missing_scopes: scopesFor(settings().toolsets).filter((scope) => !scopes.includes(scope)),
      authorized_at: new Date(authorizedAt).toISOString(),
      sign_in_ends: new Date(signInEnds(authorizedAt)).toISOString(),
      days_left: credentials.revoked === true ? 0 : daysLeft(authorizedAt, now),
    };
  }
}

function stateOf({ authorizedAt, revoked }: Credentials, now: number): Account['state'] {
  if (revoked === true) return hasEnded(authorizedAt, now) ? 'expired' : 'revoked';
  if (signInEnds(authorizedAt) <= now) return 'expired';
  return endsSoon(authorizedAt, now) ? 'expiring' : 'ok';
}

import type { AppError } from '../../errors.ts';
import type { Credentials } from '../credentials.ts';

interface Unsaved {
  readonly credentials: Credentials;
  /** `undefined` where no vault refused: the one that held the account left. */
  readonly trouble: AppError | undefined;
}

/** Tokens by account that are newer than what a vault holds: kept until one has them, or until the process ends. */
export class UnsavedTokens {
  readonly #held = new Map<string, Unsaved>();

  keep(credentials: Credentials, trouble: AppError | undefined): void {
    this.#held.set(credentials.account, { credentials, trouble });
  }

  /** The vault has them, or newer ones, or the account went away. */
  forget(account: string): void {
    this.#held.delete(account);
  }

  /** Forgets what a vault refused for accounts that are signed out by now. */
  forgetRefused(isSignedIn: (account: string) => boolean): void {
    for (const [account, { trouble }] of this.#held) {
      if (trouble !== undefined && !isSignedIn(account)) this.#held.delete(account);
    }
  }

  /** What the vault holds, or what is kept here, unless the vault has a later sign-in or token by now. */
  newest(stored: Credentials): Credentials {
    const credentials = this.#held.get(stored.account)?.credentials;
    if (credentials === undefined) return stored;
    const isNewer =
      credentials.authorizedAt === stored.authorizedAt &&
      (credentials.revoked === true || credentials.accessTokenExpiresAt >= stored.accessTokenExpiresAt);
    if (isNewer) return credentials;
    this.#held.delete(stored.account);
    return stored;
  }

  /** Why the tokens of this account, or of any, could not be stored; `undefined` = all that may be stored is. */
  trouble(account?: string): AppError | undefined {
    if (account !== undefined) return this.#held.get(account)?.trouble;
    return [...this.#held.values()].find(({ trouble }) => trouble !== undefined)?.trouble;
  }
}

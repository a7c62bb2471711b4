import type { Disposable } from '../../protocol/api.ts';

/** The user's own Spotify app: none is shipped. */
export interface AppRegistration {
  readonly clientId: string;
  /** Only where the user has one; sign-in needs none. */
  readonly clientSecret?: string | undefined;
}

/** One signed-in account as a vault keeps it. All of it is secret. */
export interface Credentials {
  /** Spotify's `account_id`, else the user's `id`: stable, and the account's name in tools and the history. */
  readonly account: string;
  readonly displayName: string;
  /** The app that the tokens belong to; refreshing needs the same one. */
  readonly app: AppRegistration;
  /** Scopes that were granted. */
  readonly scopes: readonly string[];
  readonly refreshToken: string;
  readonly accessToken: string;
  /** Unix ms. */
  readonly accessTokenExpiresAt: number;
  /** Unix ms of the user's consent: Spotify ends the refresh token six months later, refreshed or not. */
  readonly authorizedAt: number;
  /** Set when Spotify refused to refresh: only a new sign-in helps. */
  readonly revoked?: boolean | undefined;
}

/**
 * Keeps secrets for one user: SecretStorage, the system's keyring, or an encrypted file. Every call fails with
 * `AuthError` `secretsUnavailable` if the place cannot be used.
 */
export interface CredentialVault {
  /** In the order in which the accounts were added. */
  list(): Promise<readonly Credentials[]>;
  /**
   * Adds, or replaces the one of the same account; stored when it returns.
   * @param replaces refresh token of the credentials that these were made from: where the vault holds other ones of the
   * account by now, or none, it stays as it is
   * @returns whether it was stored
   */
  put(credentials: Credentials, replaces?: string): Promise<boolean>;
  remove(account: string): Promise<void>;
  /** The registered app; `undefined` before the user entered one. */
  app(): Promise<AppRegistration | undefined>;
  putApp(app: AppRegistration | undefined): Promise<void>;
  /** Something in the vault changed, here or in another process that shares it. May fire without a change. */
  onChanged(listener: () => void): Disposable;
}

/** A vault as the host sees it, be it its own or one that a connected window or command lends it. */
export type LentVault = Omit<CredentialVault, 'putApp'>;

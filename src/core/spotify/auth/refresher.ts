import type { Clock, Logger } from '../../ports.ts';
import type { Credentials } from '../credentials.ts';
import { AuthError } from '../spotifyErrors.ts';
import type { AccountBook } from './accountBook.ts';
import { isFresh } from './isFresh.ts';
import type { KnownAccount } from './knownAccount.ts';
import { noLongerSignedIn, refusedSignIn } from './signInErrors.ts';
import type { TokenEndpoint } from './tokenEndpoint.ts';

export interface RefresherOptions {
  readonly book: AccountBook;
  readonly endpoint: TokenEndpoint;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Renews the tokens of an account, one renewal at a time however many ask for it. New tokens are stored before
 * anybody gets them: should refresh tokens be single-use again, as they were until mid-2026, an end of the
 * process loses no sign-in.
 */
export class Refresher {
  readonly #options: RefresherOptions;
  readonly #underWay = new Map<string, Promise<Credentials>>();

  constructor(options: RefresherOptions) {
    this.#options = options;
  }

  /**
   * @param refused the access token that Spotify refused; `undefined` = the one held is about to expire
   * @throws AuthError `signedOut`, `expired`, `revoked`, `badClient`; RateLimited; Unavailable; SchemaError
   */
  async refreshed(account: string, refused: string | undefined): Promise<Credentials> {
    const joined = this.#underWay.get(account);
    if (joined !== undefined) {
      const credentials = await joined;
      if (credentials.accessToken !== refused) return credentials;
      return this.refreshed(account, refused);
    }
    const work = this.#refresh(account, refused).finally(() => {
      this.#underWay.delete(account);
    });
    this.#underWay.set(account, work);
    return work;
  }

  /** Resolves when no renewal is under way any more: what Spotify handed out until then is stored. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#underWay.values());
  }

  async #refresh(account: string, refused: string | undefined): Promise<Credentials> {
    const { endpoint, book, logger } = this.#options;
    const known = await this.#current(account);
    const { credentials } = known;
    if (this.#isGood(credentials, refused)) return credentials;
    if (credentials.revoked === true) throw this.#refusal(credentials);
    const tokens = await endpoint
      .refresh(credentials.app, credentials.refreshToken)
      .catch((error: unknown) => this.#onRefusal(known, refused, error));
    if ('account' in tokens) return tokens;
    const stored = await book.store(known, {
      ...credentials,
      accessToken: tokens.accessToken,
      accessTokenExpiresAt: tokens.expiresAt,
      refreshToken: tokens.refreshToken ?? credentials.refreshToken,
      scopes: tokens.scopes ?? credentials.scopes,
    });
    logger.debug('access token renewed', { account });
    if (stored === undefined) throw noLongerSignedIn();
    return stored.credentials;
  }

  /** Another process may have renewed first, and used the refresh token up: then its tokens are the ones to go by. */
  async #onRefusal(known: KnownAccount, refused: string | undefined, error: unknown): Promise<Credentials> {
    const { book, logger } = this.#options;
    const { credentials } = known;
    if (!AuthError.is(error, 'revoked')) throw error;
    const now = (await this.#current(credentials.account)).credentials;
    if (now.refreshToken !== credentials.refreshToken) return this.#refresh(credentials.account, refused);
    await book.store(known, { ...credentials, revoked: true });
    logger.warn('Spotify no longer accepts a sign-in', { account: credentials.account });
    throw this.#refusal(credentials, error);
  }

  async #current(account: string): Promise<KnownAccount> {
    const accounts = await this.#options.book.freshList();
    const known = accounts.find(({ credentials }) => credentials.account === account);
    if (known === undefined) throw noLongerSignedIn();
    return known;
  }

  #isGood(credentials: Credentials, refused: string | undefined): boolean {
    return (
      credentials.revoked !== true &&
      credentials.accessToken !== refused &&
      isFresh(credentials.accessTokenExpiresAt, this.#options.clock.now())
    );
  }

  #refusal({ authorizedAt }: Credentials, cause?: unknown): AuthError {
    return refusedSignIn(authorizedAt, this.#options.clock.now(), cause);
  }
}

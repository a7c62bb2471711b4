import type { Disposable } from '../../../protocol/api.ts';
import type { AppError } from '../../errors.ts';
import type { SpotifyPorts } from '../../ports.ts';
import type { Credentials } from '../credentials.ts';
import type { Access, TokenSource } from '../tokenSource.ts';
import { abortable } from './abortable.ts';
import type { AccountBook } from './accountBook.ts';
import { AppToken } from './appToken.ts';
import { isFresh } from './isFresh.ts';
import { accountInUse, accountNamed } from './knownAccount.ts';
import { Refresher } from './refresher.ts';
import { nobodySignedIn, noClientId } from './signInErrors.ts';
import { TokenEndpoint } from './tokenEndpoint.ts';

export interface TokenKeeperOptions extends Pick<
  SpotifyPorts,
  'clock' | 'logger' | 'transport' | 'settings' | 'observe'
> {
  readonly book: AccountBook;
  /** The account that the user chose; `undefined` = none. */
  readonly activeAccount: () => string | undefined;
}

/**
 * Access tokens out of the vaults, renewed when they are due. Without an account but with an app and its secret,
 * the app's own token. The first question wins: an abort of one caller stops nobody else's renewal.
 */
export class TokenKeeper implements TokenSource {
  readonly #options: TokenKeeperOptions;
  readonly #refresher: Refresher;
  readonly #appToken: AppToken;

  constructor(options: TokenKeeperOptions) {
    this.#options = options;
    const { clock, transport, settings, observe } = options;
    const endpoint = new TokenEndpoint({
      clock,
      metrics: observe?.metrics,
      transport,
      accountsUrl: () => settings()['spotify.accountsUrl'],
    });
    this.#refresher = new Refresher({ ...options, endpoint });
    this.#appToken = new AppToken(endpoint, clock);
  }

  async access(account: string | undefined, signal?: AbortSignal): Promise<Access> {
    return abortable(this.#access(account), signal);
  }

  async renew(refused: Access, signal?: AbortSignal): Promise<Access> {
    return abortable(this.#renew(refused), signal);
  }

  /** A token was renewed or refused, an account came or went. */
  onChanged(listener: () => void): Disposable {
    return this.#options.book.onChanged(listener);
  }

  /** Something about the secrets that the user should know, such as tokens that could not be stored. */
  onTrouble(listener: (error: AppError) => void): Disposable {
    return this.#options.book.onTrouble(listener);
  }

  /** Resolves when no token is being renewed any more. */
  settled(): Promise<void> {
    return this.#refresher.settled();
  }

  async #access(name: string | undefined): Promise<Access> {
    const { book, activeAccount, clock } = this.#options;
    const accounts = await book.list();
    const known = name === undefined ? accountInUse(accounts, activeAccount()) : accountNamed(accounts, name);
    if (known === undefined) return this.#withoutUser();
    const { credentials } = known;
    if (credentials.revoked !== true && isFresh(credentials.accessTokenExpiresAt, clock.now())) {
      return accessOf(credentials);
    }
    return accessOf(await this.#refresher.refreshed(credentials.account, undefined));
  }

  async #renew({ account, accessToken }: Access): Promise<Access> {
    if (account === undefined) return this.#withoutUser(accessToken);
    return accessOf(await this.#refresher.refreshed(account, accessToken));
  }

  async #withoutUser(refused?: string): Promise<Access> {
    const app = await this.#options.book.app();
    if (app === undefined) throw noClientId();
    if (app.clientSecret === undefined) throw nobodySignedIn();
    return this.#appToken.access(app, refused);
  }
}

function accessOf({ account, app, accessToken, scopes }: Credentials): Access {
  return { account, clientId: app.clientId, accessToken, scopes };
}

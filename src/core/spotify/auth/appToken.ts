import type { Clock } from '../../ports.ts';
import type { AppRegistration } from '../credentials.ts';
import type { Access } from '../tokenSource.ts';
import type { TokenEndpoint } from './tokenEndpoint.ts';
import { isFresh } from './isFresh.ts';

interface HeldToken {
  readonly access: Access;
  /** Unix ms. */
  readonly expiresAt: number;
}

/** The token of the app itself, for the public catalogue without a user. Kept in memory until it expires. */
export class AppToken {
  readonly #endpoint: TokenEndpoint;
  readonly #clock: Clock;
  #held: HeldToken | undefined;
  #asking: Promise<Access> | undefined;

  constructor(endpoint: TokenEndpoint, clock: Clock) {
    this.#endpoint = endpoint;
    this.#clock = clock;
  }

  /**
   * @param app with its secret
   * @param refused a token that Spotify no longer accepts
   * @throws AuthError `badClient`; RateLimited; Unavailable; SchemaError
   */
  access(app: AppRegistration, refused?: string): Promise<Access> {
    const held = this.#held;
    const isGood =
      held !== undefined &&
      held.access.clientId === app.clientId &&
      held.access.accessToken !== refused &&
      isFresh(held.expiresAt, this.#clock.now());
    if (isGood) return Promise.resolve(held.access);
    this.#asking ??= this.#ask(app).finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #ask(app: AppRegistration): Promise<Access> {
    const { accessToken, expiresAt } = await this.#endpoint.clientCredentials(app);
    const access = { account: undefined, clientId: app.clientId, accessToken, scopes: undefined };
    this.#held = { access, expiresAt };
    return access;
  }
}

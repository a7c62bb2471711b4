import { randomBytes } from 'node:crypto';
import type { SimulatorClock } from './simulatorClock.ts';

export const accessTokenSeconds = 3600;

/** One consent of one user: the refresh token and when it ends. */
export interface Grant {
  readonly userId: string;
  readonly scopes: readonly string[];
  /** With PKCE no secret is asked for. */
  readonly withPkce: boolean;
  readonly endsAt: number;
  refreshToken: string;
  revoked: boolean;
}

interface AccessToken {
  /** `undefined` for an app token. */
  readonly grant: Grant | undefined;
  expiresAt: number;
}

export interface IssuedTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Seconds. */
  readonly expiresIn: number;
  /** Space-separated. */
  readonly scope: string;
}

export type TokenCheck =
  | { readonly state: 'valid'; readonly userId: string | undefined; readonly scopes: ReadonlySet<string> }
  | { readonly state: 'expired' | 'unknown'; readonly userId: string | undefined };

/** All tokens that the accounts service gave out. */
export class TokenBook {
  readonly #clock: SimulatorClock;
  readonly #access = new Map<string, AccessToken>();
  readonly #grants: Grant[] = [];

  constructor(clock: SimulatorClock) {
    this.#clock = clock;
  }

  grant(userId: string, scopes: readonly string[], withPkce: boolean): Grant {
    const end = new Date(this.#clock.now());
    end.setUTCMonth(end.getUTCMonth() + 6);
    const grant: Grant = {
      userId,
      scopes,
      withPkce,
      endsAt: end.getTime(),
      refreshToken: randomToken('AQ'),
      revoked: false,
    };
    this.#grants.push(grant);
    return grant;
  }

  /** A new access token; without a grant it is one for the app alone. */
  issue(grant: Grant | undefined): string {
    const token = randomToken('BQ');
    this.#access.set(token, { grant, expiresAt: this.#clock.now() + accessTokenSeconds * 1000 });
    return token;
  }

  issued(grant: Grant): IssuedTokens {
    return {
      accessToken: this.issue(grant),
      refreshToken: grant.refreshToken,
      expiresIn: accessTokenSeconds,
      scope: grant.scopes.join(' '),
    };
  }

  /** `dead`: revoked, or six months are over. */
  refreshable(refreshToken: string): Grant | 'dead' | undefined {
    const grant = this.#grants.find((known) => known.refreshToken === refreshToken);
    if (grant === undefined) return undefined;
    return grant.revoked || this.#clock.now() >= grant.endsAt ? 'dead' : grant;
  }

  /** The old refresh token is unknown from now on. */
  rotate(grant: Grant): void {
    grant.refreshToken = randomToken('AQ');
  }

  check(token: string): TokenCheck {
    const known = this.#access.get(token);
    const userId = known?.grant?.userId;
    if (known === undefined || known.grant?.revoked === true) return { state: 'unknown', userId };
    if (this.#clock.now() >= known.expiresAt) return { state: 'expired', userId };
    return { state: 'valid', userId, scopes: new Set(known.grant?.scopes) };
  }

  revoke(userId: string): void {
    for (const grant of this.#grants) if (grant.userId === userId) grant.revoked = true;
  }

  /** @param userId only this user's; `undefined` = all, of the app too */
  expire(userId: string | undefined): void {
    const now = this.#clock.now();
    for (const token of this.#access.values()) {
      if (userId === undefined || token.grant?.userId === userId) token.expiresAt = now;
    }
  }
}

/** An opaque token that begins as Spotify's do. */
export function randomToken(prefix: string): string {
  return prefix + randomBytes(48).toString('base64url');
}

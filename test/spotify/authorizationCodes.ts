import type { SimulatorClock } from './simulatorClock.ts';
import { randomToken } from './tokens.ts';

/** What a sign-in asked for. */
export interface AskedConsent {
  readonly redirectUri: string;
  readonly state: string | undefined;
  readonly scopes: readonly string[];
  /** Of PKCE (S256); `undefined` for an app with a secret. */
  readonly challenge: string | undefined;
}

export interface AuthorizationCode extends AskedConsent {
  readonly userId: string;
  readonly expiresAt: number;
}

const lifeMs = 10 * 60_000;

/** Codes between the consent and the token: each can be taken once. */
export class AuthorizationCodes {
  readonly #clock: SimulatorClock;
  readonly #codes = new Map<string, AuthorizationCode>();

  constructor(clock: SimulatorClock) {
    this.#clock = clock;
  }

  make(asked: AskedConsent, userId: string): string {
    const code = randomToken('AQ');
    this.#codes.set(code, { ...asked, userId, expiresAt: this.#clock.now() + lifeMs });
    return code;
  }

  take(code: string): AuthorizationCode | undefined {
    const known = this.#codes.get(code);
    this.#codes.delete(code);
    return known;
  }
}

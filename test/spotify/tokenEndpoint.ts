import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { AuthorizationCode, AuthorizationCodes } from './authorizationCodes.ts';
import { jsonReply } from './httpMessages.ts';
import type { Reply } from './httpMessages.ts';
import type { SimulatorClock } from './simulatorClock.ts';
import { accessTokenSeconds } from './tokens.ts';
import type { Grant, TokenBook } from './tokens.ts';
import type { TokenTroublePlan } from './tokenTroubles.ts';

export interface TokenEndpointParts {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly clock: SimulatorClock;
  readonly codes: AuthorizationCodes;
  readonly tokens: TokenBook;
  readonly troubles: TokenTroublePlan;
  readonly rotateRefreshTokens: () => boolean;
  /** Ends waits when the simulator closes. */
  readonly closing: AbortSignal;
}

type OAuthError =
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_request'
  | 'rate_limited'
  | 'server_error'
  | 'unsupported_grant_type';

interface OAuthRefusal {
  readonly error: OAuthError;
  readonly error_description: string;
}

/** A refusal in the words of the accounts service. */
class Refused extends Error {
  readonly answer: OAuthRefusal;

  constructor(error: OAuthError, description: string) {
    super(description);
    this.answer = { error, error_description: description };
  }
}

/** `POST /api/token`, with its three grant types. */
export class TokenEndpoint {
  readonly #parts: TokenEndpointParts;

  constructor(parts: TokenEndpointParts) {
    this.#parts = parts;
  }

  async reply(headers: IncomingHttpHeaders, form: URLSearchParams): Promise<Reply> {
    const { troubles, closing } = this.#parts;
    const trouble = troubles.take();
    if (trouble === 'slow') await delay(troubles.slowMs, undefined, { signal: closing });
    if (trouble === '500') return refusal(500, 'server_error', 'Server error');
    if (trouble === 'invalid_client') return refusal(400, 'invalid_client', 'Invalid client');
    if (typeof trouble === 'object') {
      const retryAfter = { 'retry-after': String(trouble.retryAfterSeconds) };
      return refusal(429, 'rate_limited', 'Too many requests', retryAfter);
    }
    try {
      return jsonReply(200, this.#answer(headers, form), { 'cache-control': 'no-store' });
    } catch (error) {
      if (error instanceof Refused) return jsonReply(400, error.answer);
      throw error;
    }
  }

  #answer(headers: IncomingHttpHeaders, form: URLSearchParams): unknown {
    const withSecret = this.#identifyClient(headers, form);
    switch (form.get('grant_type')) {
      case 'authorization_code':
        return this.#exchange(form, withSecret);
      case 'refresh_token':
        return this.#refresh(form, withSecret);
      case 'client_credentials':
        requireSecret(withSecret);
        return bearer(this.#parts.tokens.issue(undefined));
      default:
        throw new Refused(
          'unsupported_grant_type',
          'grant_type must be client_credentials, authorization_code or refresh_token',
        );
    }
  }

  /** @returns whether the secret came along */
  #identifyClient(headers: IncomingHttpHeaders, form: URLSearchParams): boolean {
    const { clientId, clientSecret } = this.#parts;
    if (headers['content-type']?.split(';')[0] !== 'application/x-www-form-urlencoded') {
      throw new Refused('invalid_request', 'The body must be form-encoded');
    }
    const basic = /^Basic (\S+)$/i.exec(headers.authorization ?? '')?.[1];
    const [id, secret] =
      basic === undefined
        ? [form.get('client_id'), form.get('client_secret') ?? undefined]
        : Buffer.from(basic, 'base64').toString('utf8').split(':');
    if (id !== clientId) throw new Refused('invalid_client', 'Invalid client');
    if (secret !== undefined && secret !== clientSecret) {
      throw new Refused('invalid_client', 'Invalid client secret');
    }
    return secret !== undefined;
  }

  #exchange(form: URLSearchParams, withSecret: boolean): unknown {
    const code = this.#parts.codes.take(form.get('code') ?? '');
    if (code === undefined) throw new Refused('invalid_grant', 'Invalid authorization code');
    if (this.#parts.clock.now() >= code.expiresAt) {
      throw new Refused('invalid_grant', 'Authorization code expired');
    }
    if (form.get('redirect_uri') !== code.redirectUri) {
      throw new Refused('invalid_grant', 'Invalid redirect URI');
    }
    if (code.challenge === undefined) requireSecret(withSecret);
    else checkVerifier(code, form.get('code_verifier'));
    const grant = this.#parts.tokens.grant(code.userId, code.scopes, code.challenge !== undefined);
    return { ...this.#fresh(grant), refresh_token: grant.refreshToken };
  }

  #refresh(form: URLSearchParams, withSecret: boolean): unknown {
    const { tokens } = this.#parts;
    const given = form.get('refresh_token') ?? '';
    if (given === '') throw new Refused('invalid_request', 'refresh_token must be supplied');
    const grant = tokens.refreshable(given);
    if (grant === undefined) throw new Refused('invalid_grant', 'Invalid refresh token');
    if (grant === 'dead') throw new Refused('invalid_grant', 'Refresh token revoked');
    if (!grant.withPkce) requireSecret(withSecret);
    if (!this.#parts.rotateRefreshTokens()) return this.#fresh(grant);
    tokens.rotate(grant);
    return { ...this.#fresh(grant), refresh_token: grant.refreshToken };
  }

  #fresh(grant: Grant): Readonly<Record<string, unknown>> {
    return { ...bearer(this.#parts.tokens.issue(grant)), scope: grant.scopes.join(' ') };
  }
}

function bearer(token: string): Readonly<Record<string, unknown>> {
  return { access_token: token, token_type: 'Bearer', expires_in: accessTokenSeconds };
}

function refusal(
  status: number,
  error: OAuthError,
  description: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return jsonReply(status, { error, error_description: description }, headers);
}

function requireSecret(withSecret: boolean): void {
  if (!withSecret) throw new Refused('invalid_client', 'Invalid client secret');
}

/** RFC 7636: the shape of section 4.1, the comparison of 4.6. */
function checkVerifier({ challenge }: AuthorizationCode, verifier: string | null): void {
  if (verifier === null || verifier === '') throw new Refused('invalid_request', 'code_verifier required');
  const isShaped = /^[\w.~-]{43,128}$/.test(verifier);
  const hash = createHash('sha256').update(verifier).digest('base64url');
  if (!isShaped || hash !== challenge) throw new Refused('invalid_grant', 'code_verifier was incorrect');
}

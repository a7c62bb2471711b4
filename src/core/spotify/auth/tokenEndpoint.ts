import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Metrics } from '../../observe/metrics.ts';
import type { Clock } from '../../ports.ts';
import type { AppRegistration } from '../credentials.ts';
import { AuthError, SchemaError } from '../spotifyErrors.ts';
import type { Transport, TransportResponse } from '../transport.ts';
import { base64 } from '../base64.ts';
import { readJson } from '../readJson.ts';
import { tokenAnswer, tokensOf, type Tokens } from './tokenAnswer.ts';
import { tokenError, type Grant } from './tokenError.ts';

export interface TokenEndpointOptions {
  readonly clock: Clock;
  readonly transport: Transport;
  /** Base address of the accounts service, as it is now. */
  readonly accountsUrl: () => string;
  readonly metrics?: Metrics | undefined;
}

/** A code that the browser brought back, and what it was asked for with. */
export interface CodeGrant {
  readonly app: AppRegistration;
  readonly code: string;
  readonly redirectUri: string;
  readonly verifier: string;
}

/**
 * Spotify's token endpoint (Spotify Web API, authorization). Nothing is repeated: a code is good for one request,
 * and a refresh token may be.
 *
 * Every call throws AuthError `badClient` for an unknown app or a wrong secret; RateLimited; Unavailable;
 * SchemaError.
 */
export class TokenEndpoint {
  readonly #options: TokenEndpointOptions;

  constructor(options: TokenEndpointOptions) {
    this.#options = options;
  }

  /** Redeems a code. @throws AuthError `badCode`, `badRedirect` */
  redeem({ app, code, redirectUri, verifier }: CodeGrant, signal?: AbortSignal): Promise<Tokens> {
    const form = { code, redirect_uri: redirectUri, code_verifier: verifier };
    return this.#request('authorization_code', app, form, signal);
  }

  /** @throws AuthError `revoked` when Spotify no longer accepts the refresh token: discard it */
  refresh(app: AppRegistration, refreshToken: string, signal?: AbortSignal): Promise<Tokens> {
    return this.#request('refresh_token', app, { refresh_token: refreshToken }, signal);
  }

  /** A token of the app itself, without a user: for the public catalogue only. The app needs its secret. */
  clientCredentials(app: AppRegistration, signal?: AbortSignal): Promise<Tokens> {
    return this.#request('client_credentials', app, {}, signal);
  }

  async #request(
    grant: Grant,
    app: AppRegistration,
    form: Readonly<Record<string, string>>,
    signal: AbortSignal | undefined,
  ): Promise<Tokens> {
    const { metrics } = this.#options;
    try {
      const tokens = await this.#send(grant, app, form, signal);
      metrics?.count('signIns', { grant, outcome: 'ok' });
      return tokens;
    } catch (error) {
      metrics?.count('signIns', { grant, outcome: AuthError.is(error) ? 'refused' : 'failed' });
      throw error;
    }
  }

  async #send(
    grant: Grant,
    app: AppRegistration,
    form: Readonly<Record<string, string>>,
    signal: AbortSignal | undefined,
  ): Promise<Tokens> {
    const { clock, transport, accountsUrl } = this.#options;
    const sentAt = clock.now();
    const response = await transport({
      method: 'POST',
      url: `${accountsUrl()}/api/token`,
      headers: {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
        ...basicAuthentication(app),
      },
      body: new URLSearchParams({ grant_type: grant, ...form, ...publicClient(app) }).toString(),
      signal,
    });
    if (response.status !== 200) throw tokenError(grant, response, clock.now());
    return tokensOf(parseAnswer(response), sentAt);
  }
}

/** A user who has a secret proves it in the header and leaves the id out of the form. */
function basicAuthentication({ clientId, clientSecret }: AppRegistration): Readonly<Record<string, string>> {
  if (clientSecret === undefined) return {};
  return { authorization: `Basic ${base64(utf8ToBytes(`${clientId}:${clientSecret}`))}` };
}

function publicClient({ clientId, clientSecret }: AppRegistration): Readonly<Record<string, string>> {
  return clientSecret === undefined ? { client_id: clientId } : {};
}

function parseAnswer(response: TransportResponse): ReturnType<typeof tokenAnswer.parse> {
  const parsed = tokenAnswer.safeParse(readJson(response.text));
  if (parsed.success) return parsed.data;
  // The issues name fields, never their values: no token is carried away.
  throw new SchemaError("Spotify's answer to the sign-in has an unknown shape.", {
    cause: parsed.error,
    hint: 'Try again; if it stays, update Backbeat.',
  });
}

import type { Clock, RandomBytes } from '../../ports.ts';
import type { AppRegistration, Credentials } from '../credentials.ts';
import type { Scope } from '../scopes.ts';
import { AuthError } from '../spotifyErrors.ts';
import type { Transport } from '../transport.ts';
import { authorizeUrl } from './authorizeUrl.ts';
import { callbackError, readCallback, readPasted, type Callback } from './callback.ts';
import { createPkce, createState, sameSecret } from './pkce.ts';
import { readProfile } from './profile.ts';
import { TokenEndpoint } from './tokenEndpoint.ts';
import type { Tokens } from './tokenAnswer.ts';
import { badClient, badRedirect } from './tokenError.ts';

export interface SignInOptions {
  readonly app: AppRegistration;
  /** Where the browser is sent back to, with the port that is listened on. */
  readonly redirectUri: string;
  /** What the user registers for it in the dashboard; named in errors. */
  readonly registeredUri: string;
  readonly scopes: readonly Scope[];
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly transport: Transport;
  readonly accountsUrl: string;
  readonly apiUrl: string;
}

/** One sign-in under way. It is good for one code: after a success or a refusal start another one. */
export interface SignIn {
  /** The address for the user's browser. */
  readonly url: string;
  readonly redirectUri: string;
  readonly registeredUri: string;
  /**
   * Asks Spotify for the page before a person sees it: a wrong Client ID or redirect URI is told at once, where
   * the browser would show an error and nothing would ever come back.
   * @throws AuthError `badClient`, `badRedirect`; Unavailable
   */
  check(signal?: AbortSignal): Promise<void>;
  /**
   * Ends the sign-in with the address that the browser came back to, or its query.
   * @throws AuthError `stateMismatch` (the sign-in goes on waiting), `denied`, `badCode`, `badClient`,
   * `badRedirect`; ForbiddenError; RateLimited; QuotaExceeded; Unavailable; SchemaError
   */
  finish(callback: string, signal?: AbortSignal): Promise<Credentials>;
  /**
   * The same with what a person copied: the address, or only its part from `code=` on. Without a `state` the
   * code still has to fit the verifier. @throws as `finish`; AuthError `badCode` where no code is in it
   */
  finishPasted(text: string, signal?: AbortSignal): Promise<Credentials>;
  /** Whether its one code was used or refused: start another sign-in. */
  isOver(): boolean;
}

/** Begins a sign-in (Spotify Web API, Authorization Code with PKCE flow). Nothing is sent before `check`. */
export function startSignIn(options: SignInOptions): SignIn {
  const { app, redirectUri, registeredUri, random, transport, accountsUrl, clock, scopes } = options;
  const pkce = createPkce(random);
  const state = createState(random);
  const url = authorizeUrl({
    accountsUrl,
    clientId: app.clientId,
    redirectUri,
    scopes,
    state,
    challenge: pkce.challenge,
  });
  const endpoint = new TokenEndpoint({ clock, transport, accountsUrl: () => accountsUrl });
  let verifier: string | undefined = pkce.verifier;

  const redeem = async (code: string, signal: AbortSignal | undefined): Promise<Credentials> => {
    if (verifier === undefined) throw used();
    const proof = verifier;
    verifier = undefined;
    const authorizedAt = clock.now();
    const tokens = await endpoint
      .redeem({ app, code, redirectUri, verifier: proof }, signal)
      .catch((error: unknown) => {
        throw AuthError.is(error, 'badRedirect') ? badRedirect(error, registeredUri) : error;
      });
    return credentialsOf(options, tokens, authorizedAt, signal);
  };
  const end = (callback: Callback, signal: AbortSignal | undefined): Promise<Credentials> => {
    if (callback.error !== undefined) {
      verifier = undefined;
      throw callbackError(callback.error);
    }
    if (callback.code === undefined) throw stateMismatch();
    return redeem(callback.code, signal);
  };

  return {
    url,
    redirectUri,
    registeredUri,
    check: async (signal) => {
      const { status, text } = await transport({
        method: 'GET',
        url,
        headers: { accept: 'text/html' },
        signal,
      });
      if (status < 400 || status >= 500) return;
      const cause = new Error(`${status} ${text.slice(0, 300)}`);
      if (/redirect[ _]?uri/i.test(text)) throw badRedirect(cause, registeredUri);
      if (/invalid_client/i.test(text)) throw badClient(cause);
    },
    finish: async (text, signal) => {
      const callback = readCallback(text);
      if (!sameSecret(callback.state ?? '', state)) throw stateMismatch();
      return end(callback, signal);
    },
    finishPasted: async (text, signal) => {
      const callback = readPasted(text);
      if (callback.state !== undefined && !sameSecret(callback.state, state)) throw stateMismatch();
      return end(callback, signal);
    },
    isOver: () => verifier === undefined,
  };
}

async function credentialsOf(
  { app, scopes, clock, transport, apiUrl }: SignInOptions,
  tokens: Tokens,
  authorizedAt: number,
  signal: AbortSignal | undefined,
): Promise<Credentials> {
  if (tokens.refreshToken === undefined) {
    throw new AuthError('badCode', 'Spotify gave no lasting sign-in.', { hint: 'Sign in again.' });
  }
  const { accessToken, refreshToken, expiresAt } = tokens;
  const granted = tokens.scopes ?? scopes;
  const access = { account: undefined, clientId: app.clientId, accessToken, scopes: granted };
  const profile = await readProfile({ clock, transport, apiUrl, access, signal });
  return {
    ...profile,
    app,
    scopes: granted,
    refreshToken,
    accessToken,
    accessTokenExpiresAt: expiresAt,
    authorizedAt,
  };
}

function stateMismatch(): AuthError {
  return new AuthError('stateMismatch', 'This answer belongs to another sign-in.', {
    hint: 'Use the newest page of Spotify that Backbeat opened, or start the sign-in again.',
  });
}

function used(): AuthError {
  return new AuthError('badCode', 'This sign-in was already used.', { hint: 'Start the sign-in again.' });
}

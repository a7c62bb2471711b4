import type { AppError } from '../../errors.ts';
import { retryAfterMs } from '../http/retryAfter.ts';
import { accountsErrorBody } from '../schemas/errorBody.ts';
import { AuthError, RateLimited, SpotifyRefused, Unavailable } from '../spotifyErrors.ts';
import type { TransportResponse } from '../transport.ts';
import { readJson } from '../readJson.ts';

/** `grant_type` of a request for tokens. */
export type Grant = 'authorization_code' | 'refresh_token' | 'client_credentials';

const rateWaitMs = 30_000;

/**
 * The error behind an answer of the token endpoint that is not 200. What Spotify wrote stays in the cause.
 * @param now Unix ms
 */
export function tokenError(grant: Grant, response: TransportResponse, now: number): AppError {
  const { status, text } = response;
  const parsed = accountsErrorBody.safeParse(readJson(text));
  const error = parsed.data?.error ?? '';
  const description = parsed.data?.error_description ?? '';
  const cause = new Error(`${status} ${text.slice(0, 300)}`);
  if (status === 429) {
    return new RateLimited('Spotify is asked to sign in too often.', {
      cause,
      until: now + (retryAfterMs(response, now) ?? rateWaitMs),
      hint: 'Wait a little, then try again.',
    });
  }
  if (status >= 500) {
    return new Unavailable('server', `Spotify's sign-in service failed (${status}).`, {
      cause,
      hint: 'Try again in a few minutes; nobody was signed out.',
    });
  }
  if (error === 'invalid_client' || error === 'unauthorized_client') return badClient(cause);
  if (/redirect/i.test(description)) return badRedirect(cause);
  if (error === 'invalid_grant') return grant === 'refresh_token' ? revoked(cause) : badCode(cause);
  return new SpotifyRefused(`Spotify refused the sign-in (${status}).`, {
    cause,
    hint: 'Sign in again; if it stays, check the app at developer.spotify.com/dashboard.',
  });
}

/** Spotify does not know the app, or its secret is wrong. */
export function badClient(cause: unknown): AuthError {
  return new AuthError('badClient', 'Spotify does not know this Client ID, or its secret is wrong.', {
    cause,
    hint: 'Copy the Client ID anew from your app at developer.spotify.com/dashboard, leave the secret out if you have none, and sign in again: an account keeps the app that it signed in with.',
  });
}

/** The redirect URI is not one that the app has registered. */
export function badRedirect(cause: unknown, redirectUri?: string): AuthError {
  const which = redirectUri === undefined ? 'the redirect URI' : redirectUri;
  return new AuthError('badRedirect', "The redirect URI is not registered in this Client ID's app.", {
    cause,
    hint: `Add ${which} to the redirect URIs of your app at developer.spotify.com/dashboard, exactly as written; if the dashboard refuses one without a port, choose a port in the setting spotify.redirectPort (SPOTIFY_REDIRECT_PORT).`,
  });
}

function badCode(cause: unknown): AuthError {
  return new AuthError('badCode', 'Spotify no longer accepts the code of this sign-in.', {
    cause,
    hint: 'Start the sign-in again: a code is good for one use, within a few minutes.',
  });
}

function revoked(cause: unknown): AuthError {
  return new AuthError('revoked', 'Spotify no longer accepts this sign-in.', {
    cause,
    hint: 'Sign in again.',
  });
}

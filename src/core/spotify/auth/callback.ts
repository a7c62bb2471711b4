import type { AppError } from '../../errors.ts';
import { AuthError, SpotifyRefused, Unavailable } from '../spotifyErrors.ts';

/** What the browser brought back from Spotify's consent page. */
export interface Callback {
  readonly code: string | undefined;
  /** Spotify's word for why there is no code, such as `access_denied`. */
  readonly error: string | undefined;
  readonly state: string | undefined;
}

/** Reads an address, the path of one, or the query alone. */
export function readCallback(text: string): Callback {
  const afterMark = text.slice(text.indexOf('?') + 1);
  const query = new URLSearchParams(afterMark.split('#', 1)[0]);
  return {
    code: query.get('code') ?? undefined,
    error: query.get('error') ?? undefined,
    state: query.get('state') ?? undefined,
  };
}

/**
 * Reads what a person copied from the address bar: quotes and brackets around it and line breaks within it are
 * dropped, text before the address as well.
 * @throws AuthError `badCode` where neither a code nor an error is in it
 */
export function readPasted(text: string): Callback {
  const address = text.replaceAll(/\s+/g, '').replaceAll(/^["'`<(]+|["'`>)]+$/g, '');
  const query = /(?:^|[?&])((?:code|error|state)=.*)$/s.exec(address)?.[1];
  const callback = readCallback(query ?? '');
  if (callback.code === undefined && callback.error === undefined) {
    throw new AuthError('badCode', 'The pasted text holds no code of a sign-in.', {
      hint: 'After you agreed on the page of Spotify, copy the whole address of the page that follows, which may not load; it holds "callback?code=".',
    });
  }
  return callback;
}

/** The error behind the `error` of a callback (RFC 6749 section 4.1.2.1). */
export function callbackError(word: string): AppError {
  const cause = new Error(word.replaceAll(/[^\w .-]/g, '').slice(0, 100));
  switch (word) {
    case 'access_denied':
      return new AuthError('denied', 'The sign-in was declined on the page of Spotify.', {
        cause,
        hint: 'Sign in again and choose Agree if you want Backbeat to use this account.',
      });
    case 'server_error':
    case 'temporarily_unavailable':
      return new Unavailable('server', "Spotify's sign-in page failed.", {
        cause,
        hint: 'Try again in a few minutes.',
      });
    default:
      return new SpotifyRefused('Spotify refused the sign-in.', {
        cause,
        hint: 'Check the app at developer.spotify.com/dashboard: it must use the Web API and list the redirect URI.',
      });
  }
}

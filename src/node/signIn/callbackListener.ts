import type { IncomingMessage, ServerResponse } from 'node:http';
import { CancelledError } from '../../core/errors.ts';
import { toAppError } from '../../core/errorCodec.ts';
import type { Logger } from '../../core/ports.ts';
import type { Credentials } from '../../core/spotify/credentials.ts';
import { redirectUri } from '../../core/spotify/auth/redirectUri.ts';
import { AuthError } from '../../core/spotify/spotifyErrors.ts';
import type { Disposable } from '../../protocol/api.ts';
import { listenOnLoopback } from '../mcp/loopbackListener.ts';
import { disarmText } from '../terminal/cleanText.ts';
import { sendPage, type PageText } from './callbackPage.ts';

/** How long a person has for the consent, ms. */
const defaultPatienceMs = 5 * 60_000;

export interface ReceiveOptions {
  readonly signal?: AbortSignal | undefined;
  /** Default five minutes. */
  readonly patienceMs?: number;
  /** What the app must have registered; named when nothing comes. */
  readonly registeredUri: string;
}

/** Ends a sign-in with the path and query of the callback. */
export type Finish = (callback: string) => Promise<Credentials>;

/** Waits on 127.0.0.1 for the browser to come back from Spotify. */
export interface CallbackListener extends Disposable {
  /** With the port that is listened on. */
  readonly redirectUri: string;
  /**
   * Waits for one callback, lets `finish` judge it and answers the browser with how it ended; then nothing
   * listens any more. A callback of another sign-in is told so, and the waiting goes on.
   * @throws AuthError `timedOut`; CancelledError; what `finish` throws
   */
  receive(finish: Finish, options: ReceiveOptions): Promise<Credentials>;
}

/**
 * @param port 0 = any free one
 * @throws AuthError `portTaken`
 */
export async function openCallbackListener(port: number, logger: Logger): Promise<CallbackListener> {
  let onCallback: ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | undefined;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'GET') response.writeHead(405, { allow: 'GET' }).end();
    // A page of a stranger that points its own name here must not reach the sign-in.
    else if (!isOurs(request.headers.host, listener?.port ?? 0)) response.writeHead(421).end();
    else if (onCallback === undefined) response.writeHead(404).end();
    else await onCallback(request, response);
  };
  const listener = await listenOnLoopback(port, { '/callback': answer }, logger, true);
  if (listener === undefined) throw portTaken(port);
  return {
    redirectUri: redirectUri(listener.port),
    dispose: () => {
      listener.dispose();
    },
    receive: (finish, options) =>
      waitFor(options, (settle) => {
        onCallback = callbackHandler(finish, settle);
      }).finally(() => {
        listener.dispose();
      }),
  };
}

interface Settle {
  readonly resolve: (credentials: Credentials) => void;
  readonly reject: (error: unknown) => void;
}

/** A promise with an end: success or failure by `start`, the signal, or the clock on the wall. */
function waitFor(
  { signal, patienceMs = defaultPatienceMs, registeredUri }: ReceiveOptions,
  start: (settle: Settle) => void,
): Promise<Credentials> {
  let release: (() => void) | undefined;
  return new Promise<Credentials>((resolve, reject) => {
    const onAbort = (): void => {
      reject(new CancelledError());
    };
    const timer = setTimeout(() => {
      reject(timedOut(patienceMs, registeredUri));
    }, patienceMs);
    release = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted === true) onAbort();
    else start({ resolve, reject });
  }).finally(() => release?.());
}

function callbackHandler(
  finish: Finish,
  { resolve, reject }: Settle,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  // A browser that loads the page twice gets the same answer twice.
  const judged = new Map<string, Promise<Credentials>>();
  return async (request, response) => {
    const callback = request.url ?? '';
    const outcome = judged.get(callback) ?? finish(callback);
    judged.set(callback, outcome);
    try {
      const credentials = await outcome;
      await sendPage(response, 200, signedIn(credentials.displayName));
      resolve(credentials);
    } catch (error) {
      await sendPage(response, 400, notSignedIn(error));
      if (!AuthError.is(error, 'stateMismatch')) reject(error);
    }
  };
}

function signedIn(displayName: string): PageText {
  return {
    title: 'Signed in to Spotify',
    sentences: [`Backbeat may now use the account ${disarmText(displayName)}.`, 'You can close this page.'],
  };
}

function notSignedIn(error: unknown): PageText {
  const { message, hint } = toAppError(error);
  return { title: 'Not signed in', sentences: hint === undefined ? [message] : [message, hint] };
}

function portTaken(port: number): AuthError {
  return new AuthError('portTaken', `Port ${port} of the sign-in's redirect URI is taken.`, {
    hint: 'End the program that uses it, or choose another port in the setting spotify.redirectPort (SPOTIFY_REDIRECT_PORT, --port) and register its redirect URI.',
  });
}

function timedOut(patienceMs: number, registeredUri: string): AuthError {
  const minutes = Math.max(1, Math.round(patienceMs / 60_000));
  return new AuthError('timedOut', `Nobody came back from the page of Spotify within ${minutes} min.`, {
    hint: `Sign in again; if the page showed an error, register ${registeredUri} in your app at developer.spotify.com/dashboard, and if the browser runs on another machine, paste the address it ends at (backbeat login --paste).`,
  });
}

/** Browsers leave out the port that http has by itself. */
function isOurs(host: string | undefined, port: number): boolean {
  return host === `127.0.0.1:${port}` || (port === 80 && host === '127.0.0.1');
}

import { Agent, EnvHttpProxyAgent, errors, type Dispatcher } from 'undici';
import { CancelledError } from '../../core/errors.ts';
import { Unavailable } from '../../core/spotify/spotifyErrors.ts';
import type { Transport, TransportRequest, TransportResponse } from '../../core/spotify/transport.ts';
import type { Disposable } from '../../protocol/api.ts';

export interface UndiciTransportOptions {
  /** Of Backbeat, for the `User-Agent`. */
  readonly version: string;
  /** Default 5 s. */
  readonly connectMs?: number;
  /** Connecting, sending and receiving together; default 30 s. */
  readonly requestMs?: number;
}

const connectionsPerOrigin = 30;
const keepAliveMs = 30_000;
const largestBodyBytes = 10 * 1024 * 1024;

/**
 * Requests over undici: kept and shared connections, bounded in time and size. Hosts other than this machine are
 * reached through the proxy of `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`, if there is one. Disposing ends what is
 * under way and closes the connections.
 */
export function createUndiciTransport(options: UndiciTransportOptions): Transport & Disposable {
  const { version, connectMs = 5_000, requestMs = 30_000 } = options;
  const agentOptions = {
    connections: connectionsPerOrigin,
    connect: { timeout: connectMs },
    keepAliveTimeout: keepAliveMs,
    headersTimeout: requestMs,
    bodyTimeout: requestMs,
    maxResponseSize: largestBodyBytes,
  };
  const direct = new Agent(agentOptions);
  let proxied: Dispatcher | undefined;
  const dispatcherFor = (hostname: string): Dispatcher =>
    isLoopback(hostname) ? direct : (proxied ??= new EnvHttpProxyAgent(agentOptions));

  const send: Transport = async (request) => {
    const { hostname, origin, pathname, search } = new URL(request.url);
    if (request.signal?.aborted === true) throw new CancelledError();
    const bound = new AbortController();
    const cancel = (): void => bound.abort();
    request.signal?.addEventListener('abort', cancel, { once: true });
    const timer = setTimeout(cancel, requestMs);
    try {
      const { statusCode, headers, body } = await dispatcherFor(hostname).request({
        origin,
        path: `${pathname}${search}`,
        method: request.method,
        headers: { ...request.headers, 'user-agent': `backbeat/${version}` },
        ...(request.body === undefined ? {} : { body: request.body }),
        signal: bound.signal,
      });
      return { status: statusCode, headers: singleValues(headers), text: await body.text() };
    } catch (error) {
      throw transportError(error, request, bound.signal);
    } finally {
      clearTimeout(timer);
      request.signal?.removeEventListener('abort', cancel);
    }
  };
  const dispose = (): void => {
    // Not destroyed: a token that is being renewed may be the only one that is good from now on.
    void direct.close();
    void proxied?.close();
  };
  return Object.assign(send, { dispose });
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

function singleValues(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): TransportResponse['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}

function transportError(cause: unknown, { signal }: TransportRequest, bound: AbortSignal): Error {
  if (signal?.aborted === true) return new CancelledError(undefined, { cause });
  if (bound.aborted || isTimeout(cause)) {
    return new Unavailable('timeout', 'Spotify did not answer in time.', {
      cause,
      hint: 'Check the network connection and try again in a minute.',
    });
  }
  if (cause instanceof errors.ResponseExceededMaxSizeError) {
    return new Unavailable('server', 'Spotify answered with more than 10 MB.', {
      cause,
      hint: 'Ask for less at once.',
    });
  }
  return new Unavailable('offline', 'Spotify cannot be reached.', {
    cause,
    hint: 'Check the network connection, and HTTPS_PROXY if there is a proxy, and try again.',
  });
}

function isTimeout(error: unknown): boolean {
  return (
    error instanceof errors.ConnectTimeoutError ||
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError
  );
}

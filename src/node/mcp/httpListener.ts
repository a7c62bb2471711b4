import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from '../../core/ports.ts';
import type { Disposable } from '../../protocol/api.ts';
import { ConnectionLimit } from './connectionLimit.ts';
import { isAllowed, refuse, type AllowedClients } from './requestGuard.ts';

export type RequestListener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface HttpListener extends Disposable {
  readonly port: number;
}

export interface ListenerOptions {
  readonly address: string;
  /** 0 = any free one. */
  readonly port: number;
  /** PEM; plain HTTP without. */
  readonly tls?: { readonly cert: string; readonly key: string } | undefined;
  readonly allowed: AllowedClients;
  /** What answers a path. */
  readonly routes: Readonly<Record<string, RequestListener>>;
  readonly logger: Logger;
}

/** How long a client may take to send its headers, and the whole request, ms. */
const headersTimeoutMs = 10_000;
const requestTimeoutMs = 20_000;
/** How often Node looks for those who take longer, ms; its own 30 seconds would be three times the limit. */
const timeoutCheckMs = 1_000;

/**
 * How long a connection without requests stays open, ms. Node's 5 seconds end while agents think, and a client that
 * sends at that moment fails; clients are told this time and leave a second earlier.
 */
const keepAliveTimeoutMs = 65_000;

/** Four times what 500 clients with a stream each open; beyond it, one that nobody knows is closed. */
export const maxConnections = 2_048;

/** Headers of one request, bytes; more is answered with 431. */
const maxHeaderBytes = 16 * 1024;

/** No answer is for a page: none is kept, guessed at or put into another page. */
const answerHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
};

/**
 * Listens with nothing loaded but Node's own HTTP. Host and Origin of every request are checked before its route.
 * @returns `undefined` if the port is taken
 */
export async function listenHttp(options: ListenerOptions): Promise<HttpListener | undefined> {
  const { allowed, routes, logger } = options;
  const server = await serverFor(options.tls, (request, response) => {
    connections.answer(response);
    for (const [name, value] of Object.entries(answerHeaders)) response.setHeader(name, value);
    if (!isAllowed(request, response, allowed)) return;
    const path = request.url?.split('?', 1)[0] ?? '';
    const listener = Object.hasOwn(routes, path) ? routes[path] : undefined;
    if (listener === undefined) {
      refuse(response, 404);
      return;
    }
    listener(request, response).catch((error: unknown) => {
      logger.error('a request failed', { path, error });
      if (response.headersSent) response.destroy();
      else refuse(response, 500);
    });
  });
  const connections = new ConnectionLimit(server, maxConnections);
  // Node would leave out what is over its count without a word; their bytes are bounded anyway.
  server.maxHeadersCount = 0;
  if (!(await listening(server, options))) return undefined;
  return {
    port: (server.address() as AddressInfo).port,
    dispose: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function serverFor(
  tls: ListenerOptions['tls'],
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Server> {
  const limits = {
    headersTimeout: headersTimeoutMs,
    requestTimeout: requestTimeoutMs,
    connectionsCheckingInterval: timeoutCheckMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    maxHeaderSize: maxHeaderBytes,
    insecureHTTPParser: false,
  };
  if (tls === undefined) return createServer(limits, answer);
  const { createServer: createSecureServer } = await import('node:https');
  return createSecureServer(
    { ...limits, ...tls, minVersion: 'TLSv1.2', handshakeTimeout: headersTimeoutMs },
    answer,
  );
}

async function listening(server: Server, { port, address }: ListenerOptions): Promise<boolean> {
  server.listen(port, address);
  try {
    await once(server, 'listening');
    return true;
  } catch (error) {
    // Windows refuses ports of its reserved ranges with EACCES.
    const taken = ['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL'];
    if (taken.includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

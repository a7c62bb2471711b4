import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from '../../core/ports.ts';
import type { Disposable } from '../../protocol/api.ts';

export type RequestListener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface LoopbackListener extends Disposable {
  readonly port: number;
}

/** How long a client may take to send its headers, ms. */
const headersTimeoutMs = 10_000;

/**
 * How long a connection without requests stays open, ms. Node's 5 seconds end while agents think, and a client that
 * sends at that moment fails; clients are told this time and leave a second earlier.
 */
const keepAliveTimeoutMs = 65_000;

/**
 * Listens on 127.0.0.1 with nothing loaded but Node's own HTTP. `routes` maps a path to what answers it.
 * @param port 0 = any free one
 * @returns `undefined` if the port is taken
 */
export async function listenOnLoopback(
  port: number,
  routes: Readonly<Record<string, RequestListener>>,
  logger: Logger,
): Promise<LoopbackListener | undefined> {
  const timeouts = { headersTimeout: headersTimeoutMs, keepAliveTimeout: keepAliveTimeoutMs };
  const server = createServer(timeouts, (request, response) => {
    const path = request.url?.split('?', 1)[0] ?? '';
    const listener = Object.hasOwn(routes, path) ? routes[path] : undefined;
    if (listener === undefined) response.writeHead(404).end();
    else {
      listener(request, response).catch((error: unknown) => {
        logger.error('a request failed', { path, error });
        if (response.headersSent) response.destroy();
        else response.writeHead(500).end();
      });
    }
  });
  if (!(await listening(server, port))) return undefined;
  return {
    port: (server.address() as AddressInfo).port,
    dispose: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function listening(server: Server, port: number): Promise<boolean> {
  server.listen(port, '127.0.0.1');
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

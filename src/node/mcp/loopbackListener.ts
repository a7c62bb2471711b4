import type { Logger } from '../../core/ports.ts';
import { listenHttp, type HttpListener, type RequestListener } from './httpListener.ts';
import { loopbackClients } from './requestGuard.ts';

export type { RequestListener } from './httpListener.ts';
export type LoopbackListener = HttpListener;

/**
 * Listens on 127.0.0.1 for clients of this machine. `routes` maps a path to what answers it.
 * @param port 0 = any free one
 * @param visitors whether a page of another address may lead the browser here
 * @returns `undefined` if the port is taken
 */
export function listenOnLoopback(
  port: number,
  routes: Readonly<Record<string, RequestListener>>,
  logger: Logger,
  visitors = false,
): Promise<LoopbackListener | undefined> {
  return listenHttp({
    address: '127.0.0.1',
    allowed: { ...loopbackClients, visitors },
    ...{ port, routes, logger },
  });
}

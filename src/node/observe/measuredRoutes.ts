import type { Socket } from 'node:net';
import type { Metrics } from '../../core/observe/metrics.ts';
import type { RequestListener } from '../mcp/httpListener.ts';

const methods: readonly (string | undefined)[] = ['GET', 'POST', 'DELETE', 'HEAD', 'OPTIONS'];

/** The same routes, of which each request is counted and timed. Answers that stay open are not timed. */
export function measuredRoutes(
  routes: Readonly<Record<string, RequestListener>>,
  metrics: Metrics,
): Readonly<Record<string, RequestListener>> {
  const sockets = new Set<Socket>();
  const show = (): void => {
    metrics.gauge('httpConnections', sockets.size, {});
  };
  const follow = (socket: Socket): void => {
    if (sockets.has(socket) || socket.destroyed) return;
    sockets.add(socket);
    socket.once('close', () => {
      sockets.delete(socket);
      show();
    });
    show();
  };
  const measured =
    (route: string, listener: RequestListener): RequestListener =>
    async (request, response) => {
      const begun = performance.now();
      follow(request.socket);
      response.once('close', () => {
        const method = methods.includes(request.method) ? (request.method ?? '') : 'other';
        metrics.count('httpRequests', { route, method, status: String(response.statusCode) });
        const isStream = String(response.getHeader('content-type')).startsWith('text/event-stream');
        if (!isStream || request.method === 'POST')
          metrics.observe('httpDuration', (performance.now() - begun) / 1_000, { route });
      });
      await listener(request, response);
    };
  return Object.fromEntries(
    Object.entries(routes).map(([route, listener]) => [route, measured(route, listener)]),
  );
}

import type { Api } from '../../protocol/api.ts';
import type { RequestListener } from './httpListener.ts';

/** Who needs no token holds no connection. */
const plainText = { 'content-type': 'text/plain', connection: 'close' };

/** `/healthz`: the process answers. `/readyz`: its history can be asked. Neither tells anything else. */
export function healthRoutes(api: Api): Readonly<Record<string, RequestListener>> {
  return {
    '/healthz': (_request, response) => {
      response.writeHead(200, plainText).end('ok');
      return Promise.resolve();
    },
    '/readyz': async (_request, response) => {
      const ready = await api.call('app.status', {}).then(
        () => true,
        () => false,
      );
      response.writeHead(ready ? 200 : 503, plainText).end(ready ? 'ready' : 'not ready');
    },
  };
}

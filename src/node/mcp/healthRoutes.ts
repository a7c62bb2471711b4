import type { Api } from '../../protocol/api.ts';
import type { RequestListener } from './loopbackListener.ts';

/** `/healthz`: the process answers. `/readyz`: its history can be asked. Neither tells anything else. */
export function healthRoutes(api: Api): Readonly<Record<string, RequestListener>> {
  return {
    '/healthz': (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' }).end('ok');
      return Promise.resolve();
    },
    '/readyz': async (_request, response) => {
      const ready = await api.call('app.status', {}).then(
        () => true,
        () => false,
      );
      response
        .writeHead(ready ? 200 : 503, { 'content-type': 'text/plain' })
        .end(ready ? 'ready' : 'not ready');
    },
  };
}

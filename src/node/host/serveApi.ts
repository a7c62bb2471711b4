import { peerErrors } from '../../core/peerErrors.ts';
import type { Logger } from '../../core/ports.ts';
import type { Api, Disposable } from '../../protocol/api.ts';
import type { Handlers } from '../../protocol/handlers.ts';
import type { MessageLink } from '../../protocol/messages.ts';
import { Peer } from '../../protocol/peer.ts';
import { requests, type Method } from '../../protocol/requests.ts';
import type { Lazy } from './lazy.ts';

/** Answers a client's requests with the host's API and passes the host's events on to it. */
export function serveApi(link: MessageLink, api: Lazy<Api>, logger: Logger): Disposable {
  const forward =
    (method: Method) => async (params: unknown, context: { signal: AbortSignal; progress: unknown }) =>
      (await api.get()).call(method, params as never, {
        signal: context.signal,
        onProgress: context.progress as never,
      });
  const handlers = Object.fromEntries(
    (Object.keys(requests) as Method[]).map((method) => [method, forward(method)]),
  ) as unknown as Handlers;
  const peer = new Peer(link, peerErrors(logger), handlers);
  const subscription = api.get().then((open) =>
    open.on('history.changed', (payload) => {
      peer.emit('history.changed', payload);
    }),
  );
  return {
    dispose: () => {
      peer.dispose();
      subscription.then(
        (listening) => {
          listening.dispose();
        },
        () => undefined, // the history never opened; every call said so
      );
    },
  };
}

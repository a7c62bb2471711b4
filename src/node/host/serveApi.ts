import { peerErrors } from '../../core/peerErrors.ts';
import type { Observe } from '../../core/observe/observe.ts';
import type { Logger } from '../../core/ports.ts';
import type { Api, Disposable } from '../../protocol/api.ts';
import { publicEvents, type EventName, type EventOf } from '../../protocol/events.ts';
import type { Handlers } from '../../protocol/handlers.ts';
import type { MessageLink } from '../../protocol/messages.ts';
import { Peer } from '../../protocol/peer.ts';
import { requests, type Method } from '../../protocol/requests.ts';
import type { Lazy } from './lazy.ts';

/**
 * Answers a client's requests with the host's API and passes the host's public events on to it.
 * @param own what the near side answers itself
 * @param observe what a request belongs to goes on here
 * @returns the near end, for what the host asks of the client
 */
export function serveApi(
  link: MessageLink,
  api: Pick<Lazy<Api>, 'get'>,
  logger: Logger,
  own: Partial<Handlers> = {},
  observe?: Observe,
): Peer {
  const forward =
    (method: Method) => async (params: unknown, context: { signal: AbortSignal; progress: unknown }) =>
      (await api.get()).call(method, params as never, {
        signal: context.signal,
        onProgress: context.progress as never,
      });
  const forwarded = Object.fromEntries(
    clientMethods.map((method) => [method, forward(method)]),
  ) as unknown as Handlers;
  const handlers = { ...forwarded, ...own };
  const peer = new Peer(link, peerErrors(logger), handlers, observe);
  const pass = <E extends EventName>(open: Api, event: E): Disposable =>
    open.on(event, (payload: EventOf<E>) => {
      peer.emit(event, payload);
    });
  const subscriptions = api
    .get()
    .then((open) => publicEvents.map((event) => pass(open, event)))
    .catch((error: unknown) => {
      // At once, or it would end the process. Every call says the same to its caller.
      logger.debug('a client of a host that never opened hears no events', { error });
      return [];
    });
  link.onClose(() => {
    void subscriptions.then((listening) => {
      for (const subscription of listening) subscription.dispose();
    });
  });
  return peer;
}

/** What a client may ask: vaults are asked by the host alone, metadata and kept states by itself, panels by windows. */
const clientMethods = (Object.keys(requests) as Method[]).filter(
  (method) => !/^(vault|metadata|states|panel)\./.test(method),
);

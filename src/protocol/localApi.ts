import type { Api, Disposable } from './api.ts';
import type { EventListeners } from './eventListeners.ts';
import type { EventName, EventOf } from './events.ts';
import type { HandlerContext, Handlers } from './handlers.ts';
import { requests, type Method } from './requests.ts';

const noProgress = (): void => undefined;

/** The in-process transport: the same checks as over a link, without one. */
export function createLocalApi(handlers: Partial<Handlers>, listeners: EventListeners): Api {
  return {
    async call(method, params, options = {}) {
      const handler = handlers[method] as
        ((params: unknown, context: HandlerContext<Method>) => unknown) | undefined;
      if (handler === undefined) throw new Error(`The request "${method}" is not answered here.`);
      const result = await handler(requests[method].params.parse(params), {
        signal: options.signal ?? new AbortController().signal,
        progress: (options.onProgress as ((progress: unknown) => void) | undefined) ?? noProgress,
      });
      return requests[method].result.parse(result) as never;
    },
    on<E extends EventName>(event: E, listener: (payload: EventOf<E>) => void): Disposable {
      return listeners.on(event, listener);
    },
  };
}

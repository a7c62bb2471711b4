import type { Api, CallOptions, Disposable } from './api.ts';
import { EventListeners } from './eventListeners.ts';
import type { Definitions } from './definitions.ts';
import type { EventName, EventOf } from './events.ts';
import type { HandlerContext, Handlers } from './handlers.ts';
import type { MessageLink, WireError } from './messages.ts';
import type { Method, ParamsOf, ResultOf } from './requests.ts';
import type { Tracing } from './trace.ts';

/** How errors cross the link, and what to do with one that has nowhere to go. */
export interface PeerErrors {
  toWire(error: unknown): WireError;
  fromWire(error: WireError): Error;
  /** Error for calls under way when the link closes. */
  closed(): Error;
  /** A message that does not fit the protocol, or a listener that threw. */
  report(error: unknown): void;
}

interface PendingCall {
  readonly method: Method;
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: ((progress: never) => void) | undefined;
  readonly stopListening: () => void;
}

/** A request of the other side that is being answered. */
interface Running {
  readonly id: number;
  readonly ending: AbortController;
}

/**
 * One end of a link: calls the other side's requests, answers its own where it has handlers, and passes events.
 * Params, results, progress and events are checked on both sides, as the definitions say.
 */
export class LinkPeer implements Api, Disposable {
  readonly #link: MessageLink;
  readonly #errors: PeerErrors;
  readonly #definitions: Definitions;
  readonly #handlers: Partial<Handlers>;
  readonly #listeners: EventListeners;
  readonly #tracing: Tracing | undefined;
  readonly #pending = new Map<number, PendingCall>();
  /** Not by id: what the other side counts is its affair, and two of one id must both hear of the end. */
  readonly #running = new Set<Running>();
  #nextId = 0;
  #closed = false;

  /** @param tracing carries what is under way from the caller to the answering side */
  constructor(
    link: MessageLink,
    errors: PeerErrors,
    definitions: Definitions,
    handlers: Partial<Handlers> = {},
    tracing: Tracing | undefined = undefined,
  ) {
    this.#link = link;
    this.#tracing = tracing;
    this.#errors = errors;
    this.#definitions = definitions;
    this.#handlers = handlers;
    this.#listeners = new EventListeners((error) => {
      errors.report(error);
    });
    link.onMessage((message) => {
      this.#receive(message);
    });
    link.onClose(() => {
      this.#end();
    });
  }

  call<M extends Method>(method: M, params: ParamsOf<M>, options: CallOptions<M> = {}): Promise<ResultOf<M>> {
    const tracing = this.#tracing;
    if (tracing === undefined) return this.#ask(method, params, options, undefined);
    return tracing.run({ name: method, kind: 'client' }, () =>
      this.#ask(method, params, options, tracing.current()),
    );
  }

  #ask<M extends Method>(
    method: M,
    params: ParamsOf<M>,
    { signal, onProgress }: CallOptions<M>,
    trace: string | undefined,
  ): Promise<ResultOf<M>> {
    return new Promise((resolve, reject) => {
      if (this.#closed) {
        reject(this.#errors.closed());
        return;
      }
      const id = this.#nextId++;
      const cancel = (): void => {
        this.#link.send({ type: 'cancel', id });
      };
      signal?.addEventListener('abort', cancel, { once: true });
      const stopListening = (): void => signal?.removeEventListener('abort', cancel);
      this.#pending.set(id, { method, resolve, reject, onProgress, stopListening });
      this.#link.send({ type: 'request', id, method, params, ...(trace !== undefined && { trace }) });
      if (signal?.aborted === true) cancel();
    });
  }

  on<E extends EventName>(event: E, listener: (payload: EventOf<E>) => void): Disposable {
    return this.#listeners.on(event, listener);
  }

  /** Announces an event to the other side. */
  emit<E extends EventName>(event: E, payload: EventOf<E>): void {
    if (!this.#closed) this.#link.send({ type: 'event', event, payload });
  }

  dispose(): void {
    this.#link.close();
    this.#end();
  }

  #receive(raw: unknown): void {
    const parsed = this.#definitions.message.safeParse(raw);
    if (!parsed.success) {
      this.#errors.report(parsed.error);
      return;
    }
    const message = parsed.data;
    switch (message.type) {
      case 'request':
        this.#begin(message.trace, () => void this.#answer(message.id, message.method, message.params));
        break;
      case 'cancel':
        for (const { id, ending } of this.#running) if (id === message.id) ending.abort();
        break;
      case 'progress':
        this.#progress(message.id, message.progress);
        break;
      case 'response':
        this.#settle(message.id, message.result, message.error);
        break;
      case 'event':
        this.#hear(message.event, message.payload);
        break;
    }
  }

  #begin(trace: string | undefined, answer: () => void): void {
    if (this.#tracing === undefined) answer();
    else this.#tracing.within(trace, answer);
  }

  async #answer(id: number, name: string, raw: unknown): Promise<void> {
    const running: Running = { id, ending: new AbortController() };
    this.#running.add(running);
    try {
      const result = await this.#run(name, raw, {
        signal: running.ending.signal,
        progress: (progress: unknown) => {
          if (!this.#closed) this.#link.send({ type: 'progress', id, progress });
        },
      });
      if (!this.#closed) this.#link.send({ type: 'response', id, result });
    } catch (error) {
      if (!this.#closed) this.#link.send({ type: 'response', id, error: this.#errors.toWire(error) });
    } finally {
      this.#running.delete(running);
    }
  }

  async #run(name: string, raw: unknown, context: HandlerContext<Method>): Promise<unknown> {
    const method = name as Method;
    const definition = this.#definitions.request(name);
    const handler =
      definition &&
      (this.#handlers[method] as ((params: unknown, context: HandlerContext<Method>) => unknown) | undefined);
    if (definition?.params === undefined || handler === undefined) {
      throw new Error(`The request "${name}" is not answered here.`);
    }
    const params = definition.params.parse(raw);
    return definition.result.parse(await handler(params, context));
  }

  #progress(id: number, raw: unknown): void {
    const call = this.#pending.get(id);
    if (call?.onProgress === undefined) return;
    const progress = this.#definitions.request(call.method)?.progress;
    if (progress === undefined) return;
    try {
      call.onProgress(progress.parse(raw) as never);
    } catch (error) {
      this.#errors.report(error);
    }
  }

  #settle(id: number, result: unknown, error: WireError | undefined): void {
    const call = this.#pending.get(id);
    if (call === undefined) return;
    this.#pending.delete(id);
    call.stopListening();
    if (error !== undefined) {
      call.reject(this.#errors.fromWire(error));
      return;
    }
    const definition = this.#definitions.request(call.method);
    if (definition === undefined) {
      call.reject(new Error(`What "${call.method}" answers is not known here.`));
      return;
    }
    const parsed = definition.result.safeParse(result);
    if (parsed.success) call.resolve(parsed.data as never);
    else call.reject(parsed.error);
  }

  #hear(name: string, raw: unknown): void {
    const definition = this.#definitions.event(name);
    if (definition === undefined) return;
    const parsed = definition.safeParse(raw);
    if (parsed.success) this.#listeners.emit(name as EventName, parsed.data as never);
    else this.#errors.report(parsed.error);
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const { ending } of this.#running) ending.abort();
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const call of pending) {
      call.stopListening();
      call.reject(this.#errors.closed());
    }
  }
}

import type { Api, CallOptions, Disposable } from './api.ts';
import { EventListeners } from './eventListeners.ts';
import { events, type EventName, type EventOf } from './events.ts';
import type { HandlerContext, Handlers } from './handlers.ts';
import { messageSchema, type MessageLink, type WireError } from './messages.ts';
import { requests, type Method, type ParamsOf, type ResultOf } from './requests.ts';

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

/**
 * One end of a link: calls the other side's requests, answers its own where it has handlers, and passes events.
 * Params, results, progress and events are checked on both sides.
 */
export class Peer implements Api, Disposable {
  readonly #link: MessageLink;
  readonly #errors: PeerErrors;
  readonly #handlers: Partial<Handlers>;
  readonly #listeners: EventListeners;
  readonly #pending = new Map<number, PendingCall>();
  readonly #running = new Map<number, AbortController>();
  #nextId = 0;
  #closed = false;

  constructor(link: MessageLink, errors: PeerErrors, handlers: Partial<Handlers> = {}) {
    this.#link = link;
    this.#errors = errors;
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
    const { signal, onProgress } = options;
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
      this.#link.send({ type: 'request', id, method, params });
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
    const parsed = messageSchema.safeParse(raw);
    if (!parsed.success) {
      this.#errors.report(parsed.error);
      return;
    }
    const message = parsed.data;
    switch (message.type) {
      case 'request':
        void this.#answer(message.id, message.method, message.params);
        break;
      case 'cancel':
        this.#running.get(message.id)?.abort();
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

  async #answer(id: number, name: string, raw: unknown): Promise<void> {
    const running = new AbortController();
    this.#running.set(id, running);
    try {
      const result = await this.#run(name, raw, {
        signal: running.signal,
        progress: (progress: unknown) => {
          if (!this.#closed) this.#link.send({ type: 'progress', id, progress });
        },
      });
      if (!this.#closed) this.#link.send({ type: 'response', id, result });
    } catch (error) {
      if (!this.#closed) this.#link.send({ type: 'response', id, error: this.#errors.toWire(error) });
    } finally {
      this.#running.delete(id);
    }
  }

  async #run(name: string, raw: unknown, context: HandlerContext<Method>): Promise<unknown> {
    const method = name as Method;
    const handler = Object.hasOwn(requests, name)
      ? (this.#handlers[method] as
          ((params: unknown, context: HandlerContext<Method>) => unknown) | undefined)
      : undefined;
    if (handler === undefined) throw new Error(`The request "${name}" is not answered here.`);
    const params = requests[method].params.parse(raw);
    return requests[method].result.parse(await handler(params, context));
  }

  #progress(id: number, raw: unknown): void {
    const call = this.#pending.get(id);
    if (call?.onProgress === undefined) return;
    const definition = requests[call.method];
    if (!('progress' in definition)) return;
    try {
      call.onProgress(definition.progress.parse(raw) as never);
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
    const parsed = requests[call.method].result.safeParse(result);
    if (parsed.success) call.resolve(parsed.data as never);
    else call.reject(parsed.error);
  }

  #hear(name: string, raw: unknown): void {
    if (!Object.hasOwn(events, name)) return;
    const event = name as EventName;
    const parsed = events[event].safeParse(raw);
    if (parsed.success) this.#listeners.emit(event, parsed.data);
    else this.#errors.report(parsed.error);
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const running of this.#running.values()) running.abort();
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const call of pending) {
      call.stopListening();
      call.reject(this.#errors.closed());
    }
  }
}

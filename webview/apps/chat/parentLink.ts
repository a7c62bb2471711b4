import type { PanelError } from '../../panelErrors.ts';
import { refused, silent } from './chatErrors.ts';

type Params = Readonly<Record<string, unknown>>;
type Id = string | number;

/** What a request or a notification of the other side is given to. */
export interface Incoming {
  /** Answers a request; `undefined` says that there is no such method. */
  onRequest(method: string, params: Params): Params | undefined;
  onNotification(method: string, params: Params): void;
}

interface Waiting {
  readonly resolve: (result: Params) => void;
  readonly reject: (error: PanelError) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

const unknownMethod = -32601;

/**
 * JSON-RPC 2.0 with the window around this page. It is written here, not taken from the SDK of MCP Apps: that brings
 * 660 kB for a dozen messages, and every chat that shows a card would load them.
 */
export class ParentLink {
  readonly #own: Window;
  readonly #parent: Window;
  readonly #incoming: Incoming;
  readonly #waiting = new Map<Id, Waiting>();
  #nextId = 1;

  constructor(own: Window, parent: Window, incoming: Incoming) {
    this.#own = own;
    this.#parent = parent;
    this.#incoming = incoming;
    own.addEventListener('message', this.#hear);
  }

  /** @throws PanelError for what the other side refuses, and when it is silent for so many ms */
  request(method: string, params: Params, patienceMs: number): Promise<Params> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        reject(silent());
      }, patienceMs);
      this.#waiting.set(id, { resolve, reject, timer });
      this.#send({ id, method, params });
    });
  }

  notify(method: string, params: Params = {}): void {
    this.#send({ method, params });
  }

  close(): void {
    this.#own.removeEventListener('message', this.#hear);
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(silent());
    }
    this.#waiting.clear();
  }

  #send(message: Params): void {
    // The parent's origin is not known to a page that any chat may show, and nothing in a message is secret from it.
    this.#parent.postMessage({ jsonrpc: '2.0', ...message }, '*');
  }

  readonly #hear = ({ source, data }: MessageEvent<unknown>): void => {
    if (source !== this.#parent || !isRecord(data) || data['jsonrpc'] !== '2.0') return;
    const { id, method } = data;
    const params = isRecord(data['params']) ? data['params'] : {};
    if (typeof method !== 'string') this.#settle(data);
    else if (typeof id !== 'string' && typeof id !== 'number') this.#incoming.onNotification(method, params);
    else {
      const result = this.#incoming.onRequest(method, params);
      const error = { code: unknownMethod, message: 'Method not found' };
      this.#send(result === undefined ? { id, error } : { id, result });
    }
  };

  #settle({ id, result }: Params): void {
    if (typeof id !== 'string' && typeof id !== 'number') return;
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    this.#waiting.delete(id);
    clearTimeout(waiting.timer);
    if (isRecord(result)) waiting.resolve(result);
    else waiting.reject(refused());
  }
}

export function isRecord(value: unknown): value is Params {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

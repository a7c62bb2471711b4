import type { Api, CallOptions, Disposable } from '../protocol/api.ts';
import { EventListeners } from '../protocol/eventListeners.ts';
import type { EventName, EventOf } from '../protocol/events.ts';
import type { Method, ParamsOf, ResultOf } from '../protocol/requests.ts';
import { HostError } from './errors.ts';
import type { McpServerDependencies } from './mcp/createMcpServer.ts';
import type { Ports } from './ports.ts';

/**
 * Backbeat as one process holds it. Per process: the app. Per MCP session: a server made by `createMcpServer` of
 * {@link App.mcp}; the edges that serve MCP load it, so that no other command pays for it.
 */
export interface App extends Disposable {
  readonly api: Api;
  /**
   * What an MCP server over {@link App.api} is made of.
   * @param account the account of calls that name none
   */
  mcp(account?: string): McpServerDependencies;
}

/**
 * Wires everything of one process. Nothing is opened before the first request: activation stays cheap, and a
 * process that only lists tools never loads the database.
 */
export function createApp(ports: Ports): App {
  const api = new HistoryGateway(ports);
  return {
    api,
    mcp: (account) => ({
      account,
      api,
      logger: ports.logger,
      version: ports.version,
      toolsets: () => ports.settings().toolsets,
    }),
    dispose: () => {
      api.dispose();
    },
  };
}

/** The API whose history is opened at the first request, and opened anew after it went away. */
class HistoryGateway implements Api, Disposable {
  readonly #ports: Ports;
  readonly #listeners: EventListeners;
  #history: Promise<Api & Disposable> | undefined;
  #disposed = false;

  constructor(ports: Ports) {
    this.#ports = ports;
    this.#listeners = new EventListeners((error) => {
      ports.logger.error('an event listener failed', { error });
    });
  }

  async call<M extends Method>(
    method: M,
    params: ParamsOf<M>,
    options?: CallOptions<M>,
  ): Promise<ResultOf<M>> {
    try {
      return await (await this.#open()).call(method, params, options);
    } catch (error) {
      // Every request may be made twice: questions change nothing, and an import goes on where it stopped.
      if (!HostError.is(error, 'gone') || this.#disposed) throw error;
      return (await this.#open()).call(method, params, options);
    }
  }

  on<E extends EventName>(event: E, listener: (payload: EventOf<E>) => void): Disposable {
    return this.#listeners.on(event, listener);
  }

  dispose(): void {
    this.#disposed = true;
    const history = this.#history;
    this.#history = undefined;
    history?.then(
      (open) => {
        open.dispose();
      },
      () => undefined, // it never opened, and its caller was told so
    );
  }

  #open(): Promise<Api & Disposable> {
    if (this.#disposed) return Promise.reject(new HostError('gone', 'Backbeat is shutting down.'));
    this.#history ??= this.#connect();
    return this.#history;
  }

  async #connect(): Promise<Api & Disposable> {
    const forget = (): void => {
      this.#history = undefined;
    };
    try {
      const history = await this.#ports.openHistory(forget);
      history.on('history.changed', (payload) => {
        this.#listeners.emit('history.changed', payload);
      });
      return history;
    } catch (error) {
      forget();
      throw error;
    }
  }
}

import type { Api, CallOptions, Disposable } from '../protocol/api.ts';
import { EventListeners } from '../protocol/eventListeners.ts';
import { publicEvents, type EventName, type EventOf } from '../protocol/events.ts';
import { isUnrepeatable, type Method, type ParamsOf, type ResultOf } from '../protocol/requests.ts';
import { HostError } from './errors.ts';
import type { McpServerDependencies } from './mcp/createMcpServer.ts';
import { narrowSelection, type ToolWish } from './mcp/selectTools.ts';
import { unobserved, type Observe } from './observe/observe.ts';
import { serviceLogger } from './observe/serviceLogger.ts';
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
   * @param wish what one client chose beside the settings
   */
  mcp(account?: string, wish?: ToolWish): McpServerDependencies;
  /**
   * From now on there is a host as long as this process lives: it is opened without being asked anything, and where it
   * goes away, found or made anew. What is listened to is collected only while there is one.
   */
  stayOpen(): void;
}

const stateKeyBytes = 32;

/** How many hosts may go away under one question: windows that are closed together take one after the other along. */
const maxAttempts = 5;
/** An import is the one question that may itself be why its host goes away: it is not to take one after the other along. */
const maxImportAttempts = 2;

/** How soon a host that went away is looked for, ms; doubled after each failure up to the most. */
const reopenMs = 500;
const longestReopenMs = 60_000;

/**
 * Wires everything of one process. Nothing is opened before the first request: activation stays cheap, and a
 * process that only lists tools never loads the database.
 */
export function createApp(ports: Ports): App {
  const api = new HostGateway(ports);
  const stateKey = ports.randomBytes(stateKeyBytes);
  return {
    api,
    mcp: (account, wish = {}) => ({
      account,
      api,
      logger: serviceLogger(ports.logger, 'mcp'),
      observe: ports.observe,
      version: ports.version,
      selection: () => {
        const { toolsets, readOnly } = ports.settings();
        return narrowSelection({ toolsets, readOnly }, wish);
      },
      stateKey,
      askInEditor: ports.askInEditor,
      chatPages: ports.chatPages,
    }),
    stayOpen: () => {
      api.stayOpen();
    },
    dispose: () => {
      api.dispose();
    },
  };
}

/** The API whose host is found or made at the first request, and anew after it went away. */
class HostGateway implements Api, Disposable {
  readonly #ports: Ports;
  readonly #observe: Observe;
  readonly #listeners: EventListeners;
  #host: Promise<Api & Disposable> | undefined;
  #disposed = false;
  readonly #ended = new AbortController();
  #staysOpen = false;
  #isReopening = false;

  constructor(ports: Ports) {
    this.#ports = ports;
    this.#observe = ports.observe ?? unobserved();
    this.#listeners = new EventListeners((error) => {
      ports.logger.error('an event listener failed', { error });
    });
  }

  async call<M extends Method>(
    method: M,
    params: ParamsOf<M>,
    options?: CallOptions<M>,
  ): Promise<ResultOf<M>> {
    // What is asked outside of a tool call or a command, by a click for example, is a piece of work of its own.
    const trace = this.#observe.current();
    return this.#observe.within(trace, () => this.#ask(method, params, options));
  }

  async #ask<M extends Method>(
    method: M,
    params: ParamsOf<M>,
    options: CallOptions<M> | undefined,
  ): Promise<ResultOf<M>> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await (await this.#open()).call(method, params, options);
      } catch (error) {
        // Questions change nothing and an import goes on where it stopped; the rest may have been done already.
        if (!HostError.is(error, 'gone') || this.#disposed) throw error;
        if (isUnrepeatable(method)) throw unknownOutcome(method, error);
        if (options?.signal?.aborted === true) throw error;
        if (method === 'import.run' && attempt >= maxImportAttempts) throw endsItsHost(error);
        if (attempt >= maxAttempts) throw error;
      }
    }
  }

  on<E extends EventName>(event: E, listener: (payload: EventOf<E>) => void): Disposable {
    return this.#listeners.on(event, listener);
  }

  stayOpen(): void {
    if (this.#staysOpen) return;
    this.#staysOpen = true;
    void this.#keepOpen(0);
  }

  dispose(): void {
    this.#disposed = true;
    this.#ended.abort();
    const host = this.#host;
    this.#host = undefined;
    host?.then(
      (open) => {
        open.dispose();
      },
      () => undefined, // it never opened, and its caller was told so
    );
  }

  #open(): Promise<Api & Disposable> {
    if (this.#disposed) return Promise.reject(new HostError('gone', 'Backbeat is shutting down.'));
    if (this.#host !== undefined) return this.#host;
    const host = this.#connect(() => {
      // One that went away late must not take its successor along.
      if (this.#host !== host) return;
      this.#host = undefined;
      if (this.#staysOpen) void this.#keepOpen(reopenMs);
    });
    this.#host = host;
    return host;
  }

  /** Several processes lose the same host at once; whoever comes first is the next one, the others its clients. */
  async #keepOpen(firstMs: number): Promise<void> {
    if (this.#isReopening) return;
    this.#isReopening = true;
    for (let wait = firstMs; ; wait = Math.min(longestReopenMs, 2 * Math.max(reopenMs, wait))) {
      try {
        if (wait > 0) await this.#ports.timers.sleep(wait, this.#ended.signal);
        await this.#open();
        // One that went away while it was opened was forgotten already, and nobody else looks for the next.
        if (this.#host === undefined) continue;
        this.#isReopening = false;
        return;
      } catch (error) {
        if (this.#disposed) return;
        this.#ports.logger.warn('the history cannot be opened yet', { error });
      }
    }
  }

  async #connect(forget: () => void): Promise<Api & Disposable> {
    try {
      const host = await this.#observe.apart(() => this.#ports.openHost(forget));
      for (const event of publicEvents) this.#pass(host, event);
      return host;
    } catch (error) {
      forget();
      throw error;
    }
  }

  #pass<E extends EventName>(host: Api, event: E): void {
    host.on(event, (payload: EventOf<E>) => {
      this.#listeners.emit(event, payload);
    });
  }
}

function endsItsHost(cause: HostError): HostError {
  return new HostError(
    'gone',
    `The process that keeps the listening history went away ${maxImportAttempts} times during this import.`,
    {
      hint: 'What was stored until then is kept. Import it in smaller parts: one ZIP, or its JSON files one by one.',
      cause,
    },
  );
}

function unknownOutcome(method: Method, cause: HostError): HostError {
  const isOfSpotify = method.startsWith('spotify.');
  const does = isOfSpotify ? 'talks to Spotify' : 'keeps the history';
  const look = isOfSpotify
    ? 'spotify_status or `backbeat status`'
    : 'history_coverage or `backbeat coverage`';
  return new HostError('gone', `The process that ${does} went away; whether this was done is unknown.`, {
    hint: `Look at the state first (${look}), then try again.`,
    cause,
  });
}

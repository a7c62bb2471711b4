import { mkdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { SecretStorage } from 'vscode';
import type { Logger } from '../core/ports.ts';
import type { Disposable } from '../protocol/api.ts';
import { setTimeout as delay } from 'node:timers/promises';
import { newToken } from '../node/mcp/bearer.ts';
import { listenOnLoopback, type LoopbackListener } from '../node/mcp/loopbackListener.ts';
import type { McpHttp } from '../node/mcp/mcpHttp.ts';
import { proofRoute, whoListens, type Neighbour } from '../node/mcp/portProof.ts';
import { ownFolder } from '../node/ownFolder.ts';
import { replaceFile } from '../node/vault/atomicFile.ts';
import type { Alone, SecretTexts } from './auth/sharedSecrets.ts';
import type { EditorRuntime } from './lazyRuntime.ts';

/** Address and bearer token of the MCP server. */
export interface McpAddress {
  readonly url: string;
  readonly token: string;
}

interface McpEndpointOptions {
  readonly dataDir: string;
  readonly secrets: Pick<SecretStorage, 'get'>;
  /** The first token and the port are decided in it, so that windows that begin at once have the same. */
  readonly alone: Alone;
  readonly logger: Logger;
  readonly runtime: () => Promise<EditorRuntime>;
  /** How long a window that has the port and does not answer may be busy, ms. */
  readonly patienceMs?: number;
}

const tokenKey = 'backbeat.mcpToken';
const portFile = 'mcp-port';
/** How often a window looks whether the window that listens is gone, ms: the takeover takes no longer. */
const takeoverMs = 2_000;
/** Every how many such looks it asks whether a stranger came first. */
const looksBetweenQuestions = 15;
const defaultPatienceMs = 20_000;
const lookAgainMs = 250;

/**
 * One address for all windows: the window that binds the kept port listens, the others hand out the same
 * address and take the port over when that window closes. Everything behind it is loaded at the first request.
 */
export class McpEndpoint {
  readonly #options: McpEndpointOptions;
  #address: Promise<McpAddress> | undefined;
  #listener: LoopbackListener | undefined;
  #handler: Promise<McpHttp> | undefined;
  #takeover: NodeJS.Timeout | undefined;
  #disposed = false;
  readonly #listeners = new Set<() => void>();

  constructor(options: McpEndpointOptions) {
    this.#options = options;
  }

  /** The address; somebody listens there when this returns. */
  ensure(): Promise<McpAddress> {
    this.#address ??= this.#open();
    this.#address.catch(() => {
      this.#address = undefined;
    });
    return this.#address;
  }

  /** The address does not hold any more: {@link ensure} gives another one. */
  onMoved(listener: () => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** Serves the tools that are selected now to the clients of this window's listener, and tells them. */
  async toolsChanged(): Promise<void> {
    (await this.#handler)?.toolsChanged();
  }

  dispose(): void {
    this.#disposed = true;
    clearInterval(this.#takeover);
    this.#listener?.dispose();
    this.#handler?.then(
      (handler) => {
        handler.dispose();
      },
      () => undefined, // whoever asked for it was told
    );
  }

  async #open(): Promise<McpAddress> {
    const { dataDir, secrets, alone } = this.#options;
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    ownFolder(dataDir, { logger: this.#options.logger });
    const token = await secrets.get(tokenKey);
    const kept = await this.#keptPort();
    const known = token === undefined || kept === undefined ? undefined : await this.#at(kept, token);
    return typeof known === 'object' ? known : alone((shared) => this.#decide(shared));
  }

  async #decide(secrets: SecretTexts): Promise<McpAddress> {
    const { dataDir, logger } = this.#options;
    const kept = await this.#keptPort();
    const held = await secrets.get(tokenKey);
    const known =
      kept === undefined || held === undefined ? undefined : await this.#at(kept, held, takeoverMs);
    if (typeof known === 'object') return known;
    if (known === 'stranger') {
      logger.warn('another program has the port of the MCP server: port and token are new', { port: kept });
      logger.warn('clients that were set up with the old address need the new one: "Copy MCP Configuration"');
    }
    // Whoever sits at the port was shown the old token by every client that still asks there.
    const token = held === undefined || known === 'stranger' ? await freshToken(secrets) : held;
    const fresh = await this.#listen(0, token);
    if (fresh === undefined) throw new Error('no free port on 127.0.0.1');
    if (known === 'silent')
      logger.warn('a window that has the MCP port does not answer: this one listens elsewhere', {
        port: kept,
      });
    else await replaceFile(join(dataDir, portFile), Buffer.from(String(fresh)));
    return { url: urlOf(fresh), token };
  }

  /** Listens at the port, or finds the window that does; else who has it. */
  async #at(
    port: number,
    token: string,
    patienceMs = this.#options.patienceMs ?? defaultPatienceMs,
  ): Promise<McpAddress | Exclude<Neighbour, 'backbeat'>> {
    const giveUpAt = performance.now() + patienceMs;
    for (;;) {
      if ((await this.#listen(port, token)) !== undefined) return { url: urlOf(port), token };
      const neighbour = await whoListens(port, token, Math.min(takeoverMs, patienceMs));
      if (neighbour === 'backbeat') {
        this.#watchForTakeover(port, token);
        return { url: urlOf(port), token };
      }
      if (neighbour === 'stranger' || performance.now() > giveUpAt || this.#disposed) return neighbour;
      await delay(lookAgainMs);
    }
  }

  async #keptPort(): Promise<number | undefined> {
    try {
      const port = Number(await readFile(join(this.#options.dataDir, portFile), 'utf8'));
      return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  async #listen(port: number, token: string): Promise<number | undefined> {
    const routes = {
      ...proofRoute(token),
      '/mcp': async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
        await (await this.#loadHandler(token)).handle(request, response);
      },
    };
    this.#listener = await listenOnLoopback(port, routes, this.#options.logger);
    return this.#listener?.port;
  }

  /** Everything heavy, at the first request; a failure is not kept, so that the next request tries again. */
  #loadHandler(token: string): Promise<McpHttp> {
    this.#handler ??= this.#options
      .runtime()
      .then((runtime) => runtime.createMcpHttp(() => token))
      .catch((error: unknown) => {
        this.#handler = undefined;
        throw error;
      });
    return this.#handler;
  }

  #watchForTakeover(port: number, token: string): void {
    let looks = 0;
    clearInterval(this.#takeover);
    this.#takeover = setInterval(() => {
      looks += 1;
      this.#takeOver(port, token, looks % looksBetweenQuestions === 0).catch((error: unknown) => {
        this.#options.logger.warn('the MCP port cannot be taken over', { error });
      });
    }, takeoverMs);
    this.#takeover.unref();
  }

  async #takeOver(port: number, token: string, asks: boolean): Promise<void> {
    if ((await this.#keptPort()) !== port) {
      this.#moved();
      return;
    }
    const bound = await this.#listen(port, token);
    if (bound === undefined) {
      if (asks && (await whoListens(port, token, takeoverMs)) === 'stranger') this.#moved();
      return;
    }
    clearInterval(this.#takeover);
    if (this.#disposed) this.#listener?.dispose();
    else this.#options.logger.info('this window serves MCP now', { port });
  }

  /** Another window decided for another address, or has to: a stranger came first. */
  #moved(): void {
    clearInterval(this.#takeover);
    if (this.#disposed) return;
    this.#address = undefined;
    for (const listener of [...this.#listeners]) listener();
  }
}

async function freshToken(secrets: SecretTexts): Promise<string> {
  const token = newToken();
  await secrets.store(tokenKey, token);
  return token;
}

const urlOf = (port: number): string => `http://127.0.0.1:${port}/mcp`;

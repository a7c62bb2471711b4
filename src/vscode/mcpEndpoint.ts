import { mkdir, readFile, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { SecretStorage } from 'vscode';
import type { Logger } from '../core/ports.ts';
import { newToken } from '../node/mcp/bearer.ts';
import { listenOnLoopback, type LoopbackListener } from '../node/mcp/loopbackListener.ts';
import type { McpHttp } from '../node/mcp/mcpHttp.ts';
import type { EditorRuntime } from './lazyRuntime.ts';

/** Address and bearer token of the MCP server. */
export interface McpAddress {
  readonly url: string;
  readonly token: string;
}

interface McpEndpointOptions {
  readonly dataDir: string;
  readonly secrets: Pick<SecretStorage, 'get' | 'store'>;
  readonly logger: Logger;
  readonly runtime: () => Promise<EditorRuntime>;
}

const tokenKey = 'backbeat.mcpToken';
const portFile = 'mcp-port';
/** How often a window looks whether the window that listens is gone, ms: the takeover takes no longer. */
const takeoverMs = 2_000;

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

  /** Serves the tools that are selected now to the clients of this window's listener, and tells them. */
  async toolsChanged(): Promise<void> {
    (await this.#handler)?.toolsChanged();
  }

  dispose(): void {
    this.#disposed = true;
    clearInterval(this.#takeover);
    this.#listener?.dispose();
    void this.#handler?.then((handler) => {
      handler.dispose();
    });
  }

  async #open(): Promise<McpAddress> {
    const { dataDir, secrets } = this.#options;
    await mkdir(dataDir, { recursive: true });
    const token = (await secrets.get(tokenKey)) ?? (await this.#firstToken());
    const kept = await this.#keptPort();
    const port = await this.#listen(kept ?? 0, token);
    if (port !== undefined) {
      if (port !== kept) await writeFile(join(dataDir, portFile), String(port), { mode: 0o600 });
      return { url: urlOf(port), token };
    }
    if (kept !== undefined && (await answersAsBackbeat(kept, token))) {
      this.#watchForTakeover(kept, token);
      return { url: urlOf(kept), token };
    }
    const fresh = await this.#listen(0, token);
    if (fresh === undefined) throw new Error('no free port on 127.0.0.1');
    await writeFile(join(dataDir, portFile), String(fresh), { mode: 0o600 });
    return { url: urlOf(fresh), token };
  }

  async #firstToken(): Promise<string> {
    const token = newToken();
    await this.#options.secrets.store(tokenKey, token);
    return token;
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
      '/mcp': async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
        await (await this.#loadHandler(token)).handle(request, response);
      },
    };
    this.#listener = await listenOnLoopback(port, routes, this.#options.logger);
    return this.#listener?.port;
  }

  /** Everything heavy, at the first request; a failure is not kept, so that the next request tries again. */
  #loadHandler(token: string): Promise<McpHttp> {
    this.#handler ??= this.#options.runtime().then(
      (runtime) => runtime.createMcpHttp(() => token),
      (error: unknown) => {
        this.#handler = undefined;
        throw error;
      },
    );
    return this.#handler;
  }

  #watchForTakeover(port: number, token: string): void {
    this.#takeover = setInterval(() => {
      void this.#takeOver(port, token);
    }, takeoverMs);
    this.#takeover.unref();
  }

  async #takeOver(port: number, token: string): Promise<void> {
    const bound = await this.#listen(port, token);
    if (bound === undefined) return;
    clearInterval(this.#takeover);
    if (this.#disposed) this.#listener?.dispose();
    else this.#options.logger.info('this window serves MCP now', { port });
  }
}

const urlOf = (port: number): string => `http://127.0.0.1:${port}/mcp`;

/** Whether the server on a port knows our token, so that another program's port is never handed out. */
async function answersAsBackbeat(port: number, token: string): Promise<boolean> {
  try {
    const answer = await fetch(urlOf(port), {
      method: 'GET',
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(takeoverMs),
    });
    await answer.body?.cancel();
    return answer.status === 400;
  } catch {
    return false; // nobody answers: not ours
  }
}

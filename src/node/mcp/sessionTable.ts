import type { NodeStreamableHTTPServerTransport } from '@modelcontextprotocol/node';
import type { SelectableMcpServer } from '../../core/mcp/createMcpServer.ts';
import type { Disposable } from '../../protocol/api.ts';

/** One client of the 2025 era: one server and one transport, never shared (CVE-2026-25536). */
export interface Session {
  readonly transport: NodeStreamableHTTPServerTransport;
  readonly server: SelectableMcpServer;
  /** The bearer token that it was begun with; nobody goes on with it under another one. */
  readonly secret: string;
}

/** Clients may leave without a word: a session unused for this long is closed, ms. */
const idleMs = 30 * 60_000;
/** Beyond this many sessions the longest unused one is closed. */
const maxSessions = 1_000;

/** Live sessions by id, in the order of their last use. */
export class SessionTable implements Disposable {
  readonly #sessions = new Map<string, Session & { usedAt: number }>();
  readonly #sweep: NodeJS.Timeout;

  constructor() {
    this.#sweep = setInterval(() => {
      this.#closeIdle();
    }, idleMs / 10);
    this.#sweep.unref();
  }

  get(id: string, secret: string): Session | undefined {
    const session = this.#sessions.get(id);
    if (session?.secret !== secret) return undefined;
    this.#sessions.delete(id);
    this.#sessions.set(id, { ...session, usedAt: Date.now() });
    return session;
  }

  add(id: string, session: Session): void {
    this.#sessions.set(id, { ...session, usedAt: Date.now() });
    const [oldest] = this.#sessions.keys();
    if (this.#sessions.size > maxSessions && oldest !== undefined) this.#close(oldest);
  }

  remove(id: string): void {
    this.#sessions.delete(id);
  }

  all(): readonly Session[] {
    return [...this.#sessions.values()];
  }

  dispose(): void {
    clearInterval(this.#sweep);
    for (const id of this.#sessions.keys()) this.#close(id);
  }

  #closeIdle(): void {
    const limit = Date.now() - idleMs;
    for (const [id, { usedAt }] of this.#sessions) if (usedAt < limit) this.#close(id);
  }

  #close(id: string): void {
    const session = this.#sessions.get(id);
    this.#sessions.delete(id);
    void session?.transport.close();
  }
}

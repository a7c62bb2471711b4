import type { EventEmitter } from 'node:events';
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

interface Kept extends Session {
  /** Answers that are not closed yet: calls under way, and streams that a client listens to. */
  open: number;
  /** By a clock that stands still while the machine sleeps, ms. */
  usedAt: number;
}

/** Clients may leave without a word: a session unused for this long is closed, ms. */
const idleMs = 30 * 60_000;
/** Beyond this many sessions the longest unused one is closed. */
export const maxSessions = 1_000;

/** Live sessions by id, in the order of their last use. */
export class SessionTable implements Disposable {
  readonly #sessions = new Map<string, Kept>();
  readonly #sweep: NodeJS.Timeout;

  constructor() {
    this.#sweep = setInterval(() => {
      this.#closeIdle();
    }, idleMs / 10);
    this.#sweep.unref();
  }

  /** @param answer until it is closed, the session is in use: who only listens is there too */
  use(id: string, secret: string, answer: EventEmitter): Session | undefined {
    const session = this.#sessions.get(id);
    if (session?.secret !== secret) return undefined;
    session.open += 1;
    this.#touch(id, session);
    answer.once('close', () => {
      session.open -= 1;
      this.#touch(id, session);
    });
    return session;
  }

  /** Makes room for one more by closing the longest unused one. @returns whether there is room: not if all are in use */
  makeRoom(): boolean {
    if (this.#sessions.size < maxSessions) return true;
    for (const [id, { open }] of this.#sessions) {
      if (open > 0) continue;
      this.#close(id);
      return true;
    }
    return false;
  }

  add(id: string, session: Session): void {
    this.#sessions.set(id, { ...session, open: 0, usedAt: performance.now() });
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

  #touch(id: string, session: Kept): void {
    if (this.#sessions.get(id) !== session) return;
    session.usedAt = performance.now();
    this.#sessions.delete(id);
    this.#sessions.set(id, session);
  }

  #closeIdle(): void {
    const limit = performance.now() - idleMs;
    for (const [id, { open, usedAt }] of this.#sessions) if (open === 0 && usedAt < limit) this.#close(id);
  }

  #close(id: string): void {
    const session = this.#sessions.get(id);
    this.#sessions.delete(id);
    void session?.transport.close();
  }
}

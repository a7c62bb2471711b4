import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Bounds the connections of a server. When they are too many, the oldest one that was never answered well goes, since
 * Node's own limit drops the newest: a stranger who opens connections and says nothing would shut everybody else out.
 */
export class ConnectionLimit {
  readonly #most: number;
  readonly #sockets = new Map<string, Socket>();
  readonly #answers = new Map<string, ServerResponse>();

  constructor(server: Server, most: number) {
    this.#most = most;
    server.on('connection', (socket: Socket) => {
      this.#add(socket);
    });
  }

  /** The connection is known by the last answer to it. */
  answer(response: ServerResponse): void {
    const { socket } = response.req;
    const key = keyOf(socket);
    if (this.#sockets.has(key)) this.#answers.set(key, response);
  }

  #add(socket: Socket): void {
    const key = keyOf(socket);
    this.#sockets.set(key, socket);
    socket.once('close', () => {
      if (this.#sockets.get(key) !== socket) return;
      this.#sockets.delete(key);
      this.#answers.delete(key);
    });
    if (this.#sockets.size <= this.#most) return;
    for (const [other, oldest] of this.#sockets) {
      if (this.#isKnown(other)) continue;
      oldest.destroy();
      return;
    }
  }

  #isKnown(key: string): boolean {
    const answer = this.#answers.get(key);
    return answer?.headersSent === true && answer.statusCode < 400;
  }
}

/** The same for a connection and for what TLS makes of it. */
function keyOf({ remoteAddress = '', remotePort = 0 }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}

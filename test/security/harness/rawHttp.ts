import { connect, type Socket } from 'node:net';

/** What a server sent on one connection, and whether it closed it. */
export interface RawAnswer {
  /** Of the first answer; `undefined` if none came. */
  readonly status: number | undefined;
  readonly text: string;
  readonly closed: boolean;
}

/** A connection on which a test writes what no HTTP client would. */
export class RawConnection {
  readonly socket: Socket;
  text = '';
  closed = false;
  readonly #ended: Promise<void>;

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1');
    this.#ended = new Promise((resolve) => this.socket.once('close', resolve));
    this.socket.on('data', (chunk) => (this.text += chunk.toString('latin1')));
    this.socket.on('error', () => undefined); // being cut off is what some tests wait for
    this.socket.on('close', () => (this.closed = true));
  }

  write(text: string | Uint8Array): void {
    if (!this.socket.destroyed) this.socket.write(text);
  }

  /** Waits until the server closes it. */
  async untilClosed(): Promise<RawAnswer> {
    await this.#ended;
    return this.answer;
  }

  get answer(): RawAnswer {
    const status = /^HTTP\/1\.1 (\d{3})/.exec(this.text)?.[1];
    return {
      status: status === undefined ? undefined : Number(status),
      text: this.text,
      closed: this.closed,
    };
  }
}

export interface RawRequest {
  readonly method?: string;
  readonly target?: string;
  /** As they are sent: names may stand there twice. */
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: string;
}

/** One request, written as it is; the answer to it, when it is whole or the server closed the connection. */
export async function exchange(
  port: number,
  { method = 'GET', target = '/', headers = [], body }: RawRequest,
): Promise<RawAnswer> {
  const connection = new RawConnection(port);
  const all = [...headers, ['Connection', 'close'] as const];
  const length = body === undefined ? [] : [['Content-Length', String(Buffer.byteLength(body))] as const];
  const head = [...all, ...length].map(([name, value]) => `${name}: ${value}\r\n`).join('');
  // The SDK's answers keep the connection open, whatever was asked for.
  connection.socket.on('data', () => {
    if (isWhole(connection.text)) connection.socket.destroy();
  });
  connection.write(`${method} ${target} HTTP/1.1\r\n${head}\r\n${body ?? ''}`);
  return connection.untilClosed();
}

function isWhole(text: string): boolean {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  return length !== undefined && rest.join('\r\n\r\n').length >= Number(length);
}

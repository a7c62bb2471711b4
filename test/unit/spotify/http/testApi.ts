import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Reply = (response: ServerResponse, request: SeenRequest) => void;

/** A server that answers as it is told. */
export interface TestApi {
  /** With a path, as Spotify's has one. */
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  /** Used in turn; the last one stays. */
  replies(...replies: readonly Reply[]): void;
  /** Requests not answered yet. */
  readonly open: number;
  close(): Promise<void>;
}

export const json =
  (body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Reply =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
export const plain =
  (text: string, status: number): Reply =>
  (response) => {
    response.writeHead(status, { 'content-type': 'text/plain' }).end(text);
  };
export const noContent: Reply = (response) => {
  response.writeHead(204).end();
};
/** Spotify's form of an error. */
export const failure = (
  status: number,
  message: string,
  reason?: string,
  headers: Readonly<Record<string, string>> = {},
): Reply => json({ error: { status, message, reason } }, status, headers);
/** The connection ends without an answer. */
export const cut: Reply = (response) => {
  response.socket?.destroy();
};
/** Never answers. */
export const silent: Reply = () => undefined;
/** Answers when the test says so. */
export function held(reply: Reply): { readonly reply: Reply; release(): void } {
  const waiting: (() => void)[] = [];
  let released = false;
  return {
    reply: (response, request) => {
      if (released) reply(response, request);
      else waiting.push(() => reply(response, request));
    },
    release() {
      released = true;
      for (const answer of waiting.splice(0)) answer();
    },
  };
}

export async function startTestApi(): Promise<TestApi> {
  const seen: SeenRequest[] = [];
  let replies: Reply[] = [json({})];
  let open = 0;
  const server = createServer((incoming, response) => {
    let body = '';
    incoming.setEncoding('utf8');
    incoming.on('data', (chunk: string) => (body += chunk));
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming;
      const request = { method, url, headers, body };
      seen.push(request);
      open += 1;
      response.on('close', () => (open -= 1));
      const reply = replies.length > 1 ? replies.shift() : replies[0];
      reply?.(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/base/v1`,
    seen,
    replies(...next) {
      replies = [...next];
    },
    get open() {
      return open;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export function jsonReply(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

export function htmlReply(status: number, html: string): Reply {
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
    body: html,
  };
}

export function redirectReply(location: string): Reply {
  return { status: 303, headers: { location, 'cache-control': 'no-store' } };
}

export function send(response: ServerResponse, { status, headers = {}, body }: Reply): void {
  const bytes = body === undefined ? undefined : Buffer.from(body);
  response.writeHead(status, {
    ...headers,
    ...(status === 204 ? {} : { 'content-length': String(bytes?.length ?? 0) }),
  });
  response.end(bytes);
}

/** Half of the answer, then the end of the connection. */
export async function sendCut(
  response: ServerResponse,
  { status, headers = {}, body }: Reply,
): Promise<void> {
  const bytes = Buffer.from(body ?? '');
  if (bytes.length > 1) {
    response.writeHead(status, { ...headers, 'content-length': String(bytes.length) });
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)));
    if (response.writableNeedDrain) await once(response, 'drain');
    // The half must be on its way before the connection goes.
    await new Promise((resolve) => setImmediate(resolve));
  }
  response.destroy();
}

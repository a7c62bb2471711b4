import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CancelledError } from '../../../src/core/errors.ts';
import { Unavailable } from '../../../src/core/spotify/spotifyErrors.ts';
import type { TransportRequest } from '../../../src/core/spotify/transport.ts';
import {
  createUndiciTransport,
  type UndiciTransportOptions,
} from '../../../src/node/http/undiciTransport.ts';

const opened: { readonly close: () => unknown }[] = [];
let answer: RequestListener;
let server: Server;
let url: string;
beforeEach(async () => {
  server = await listen((request, response) => answer(request, response));
  url = `http://127.0.0.1:${portOf(server)}`;
});
afterEach(() => {
  for (const { close } of opened.splice(0)) close();
});

async function listen(listener: RequestListener): Promise<Server> {
  const listening = createServer(listener);
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  opened.push({ close: () => (listening.close(), listening.closeAllConnections()) });
  return listening;
}
const portOf = (listening: Server): number => (listening.address() as AddressInfo).port;

function transport(options: Partial<UndiciTransportOptions> = {}): ReturnType<typeof createUndiciTransport> {
  const made = createUndiciTransport({ version: '1.2.3', requestMs: 2_000, ...options });
  opened.push({ close: () => made.dispose() });
  return made;
}
const get = (more: Partial<TransportRequest> = {}): TransportRequest => ({
  ...{ method: 'GET', url: `${url}/v1/me?a=b%20c`, headers: {}, signal: undefined },
  ...more,
});

describe('a request', () => {
  it('is sent as it is, with the name of the product', async () => {
    let seen: unknown;
    answer = (request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        seen = { ...{ method: request.method, url: request.url, body }, headers: request.headers };
        response.writeHead(201, { 'Retry-After': '3', 'set-cookie': ['a=1', 'b=2'] }).end('grüße');
      });
    };
    const headers = { 'content-type': 'application/json' };
    const response = await transport()(get({ method: 'POST', headers, body: '{"ü":1}' }));
    expect(seen).toMatchObject({
      ...{ method: 'POST', url: '/v1/me?a=b%20c', body: '{"ü":1}' },
      headers: { 'user-agent': 'backbeat/1.2.3', 'content-type': 'application/json' },
    });
    expect(response).toMatchObject({
      ...{ status: 201, text: 'grüße' },
      headers: { 'retry-after': '3', 'set-cookie': 'a=1, b=2' },
    });
  });

  it.each([204, 302, 404, 500])('is answered by any status: %i', async (status) => {
    answer = (_request, response) => response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end();
    expect(await transport()(get())).toMatchObject({ status, text: '' });
  });

  it('uses connections again, and at most 30 at once', async () => {
    let connections = 0;
    server.on('connection', () => (connections += 1));
    answer = (_request, response) => response.end();
    const send = transport();
    for (let call = 0; call < 10; call += 1) await send(get());
    // The next one may come in the instant before the last one's connection is free.
    expect(connections).toBeLessThanOrEqual(2);
    const waiting: ServerResponse[] = [];
    answer = (_request, response) => void waiting.push(response);
    const calls = Array.from({ length: 40 }, () => send(get()));
    await vi.waitFor(() => expect(waiting).toHaveLength(30));
    answer = (_request, response) => response.end();
    for (const response of waiting) response.end();
    await Promise.all(calls);
    expect(connections).toBeLessThanOrEqual(30);
  });
});

describe('a request that fails', () => {
  const failing = async (
    more: Partial<TransportRequest> = {},
    options: Partial<UndiciTransportOptions> = {},
  ) => {
    try {
      await transport(options)(get(more));
    } catch (error) {
      return error as Unavailable;
    }
    throw new Error('did not fail');
  };

  it('because nobody listens is Unavailable offline, with its cause', async () => {
    const error = await failing({ url: 'http://127.0.0.1:1/' });
    expect(error).toBeInstanceOf(Unavailable);
    expect(error).toMatchObject({ reason: 'offline', cause: { code: 'ECONNREFUSED' } });
    expect(error.hint).toContain('network');
  });

  it('because the connection is cut is Unavailable offline, before and within the answer', async () => {
    answer = (request) => request.socket.destroy();
    expect(await failing()).toMatchObject({ code: 'SPOTIFY_UNAVAILABLE', reason: 'offline' });
    answer = (request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"half');
      setTimeout(() => request.socket.destroy(), 5);
    };
    expect(await failing()).toMatchObject({ code: 'SPOTIFY_UNAVAILABLE', reason: 'offline' });
  });

  it('because it takes too long is Unavailable timeout, also if bytes keep coming', async () => {
    answer = () => undefined;
    expect(await failing({}, { requestMs: 40 })).toMatchObject({ reason: 'timeout' });
    let trickle: NodeJS.Timeout | undefined;
    answer = (_request, response) => {
      trickle = setInterval(() => response.write(' '), 5);
    };
    expect(await failing({}, { requestMs: 60 })).toMatchObject({ reason: 'timeout' });
    clearInterval(trickle);
  });

  it('because it is cancelled is CancelledError, before, while and after the answer begins', async () => {
    expect(await failing({ signal: AbortSignal.abort() })).toBeInstanceOf(CancelledError);
    const ended = new Promise((resolve) => {
      answer = (request) => request.socket.once('close', resolve);
    });
    const caller = new AbortController();
    const call = failing({ signal: caller.signal });
    setTimeout(() => caller.abort(), 20);
    expect(await call).toBeInstanceOf(CancelledError);
    await ended;
    const later = new AbortController();
    answer = (_request, response) => {
      response.write('{"half');
      setTimeout(() => later.abort(), 20);
    };
    expect(await failing({ signal: later.signal })).toBeInstanceOf(CancelledError);
  });

  it('because the answer is larger than 10 MB is Unavailable, and little more of it is read', async () => {
    let sent = 0;
    const chunk = 'x'.repeat(1024 * 1024);
    answer = (_request, response) => {
      const more = (): void => {
        while (sent < 100 && !response.destroyed) {
          sent += 1;
          if (!response.write(chunk)) return void response.once('drain', more);
        }
      };
      more();
    };
    expect(await failing()).toMatchObject({
      reason: 'server',
      message: 'Spotify answered with more than 10 MB.',
    });
    expect(sent).toBeLessThan(40);
  });

  it('leaves the next one unharmed', async () => {
    answer = (request) => request.socket.destroy();
    const send = transport();
    await expect(send(get())).rejects.toBeInstanceOf(Unavailable);
    answer = (_request, response) => response.end('fine');
    expect(await send(get())).toMatchObject({ text: 'fine' });
  });
});

describe('disposing', () => {
  it('ends what is under way and closes the connections', async () => {
    const send = transport();
    answer = (_request, response) => response.end();
    await send(get());
    const closed = new Promise((resolve) => {
      answer = (request) => request.socket.once('close', resolve);
    });
    const call = send(get());
    setTimeout(() => send.dispose(), 20);
    await expect(call).rejects.toBeInstanceOf(Unavailable);
    await closed;
    send.dispose();
    await expect(send(get())).rejects.toBeInstanceOf(Unavailable);
  });
});

describe('a proxy of the environment', () => {
  const names = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY', 'no_proxy', 'NO_PROXY'];
  const before = names.map((name) => [name, process.env[name]] as const);
  const tunnels: string[] = [];
  beforeEach(async () => {
    answer = (_request, response) => response.end('through');
    tunnels.length = 0;
    const proxy = await listen((_request, response) => response.writeHead(500).end());
    proxy.on('connect', (request, socket) => {
      tunnels.push(request.url ?? '');
      const target = connect(portOf(server), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        target.pipe(socket).pipe(target);
      });
      target.on('error', () => socket.destroy());
      socket.on('error', () => target.destroy());
    });
    for (const name of names) delete process.env[name];
    process.env['HTTP_PROXY'] = `http://127.0.0.1:${portOf(proxy)}`;
  });
  afterEach(() => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  it('is used for other hosts', async () => {
    expect(await transport()(get({ url: 'http://api.example.test/v1/me' }))).toMatchObject({
      text: 'through',
    });
    expect(tunnels).toEqual(['api.example.test:80']);
  });

  it('is not used for this machine', async () => {
    expect(await transport()(get())).toMatchObject({ text: 'through' });
    expect(tunnels).toEqual([]);
  });

  it('is not used for hosts of NO_PROXY', async () => {
    process.env['NO_PROXY'] = 'example.test';
    await expect(transport()(get({ url: 'http://api.example.test/' }))).rejects.toMatchObject({
      reason: 'offline',
    });
    expect(tunnels).toEqual([]);
  });
});

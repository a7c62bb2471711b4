import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initialize, messageHeaders } from './harness/messages.ts';
import { startServe, temporaryFolder, type Served } from './harness/processes.ts';
import { exchange, RawConnection, type RawAnswer } from './harness/rawHttp.ts';

const megabyte = 1024 * 1024;
const folder = temporaryFolder();
let served: Served;
beforeAll(async () => {
  served = await startServe(folder.path);
});
afterAll(async () => {
  await served.stop();
  folder.dispose();
});

const head = (lines: readonly string[]): string =>
  ['POST /mcp HTTP/1.1', 'Host: 127.0.0.1', `Authorization: Bearer ${served.token}`, ...lines].join('\r\n');
const json = messageHeaders.map(([name, value]) => `${name}: ${value}`);

/** Sends bytes as they are, and waits until the server closes the connection. */
function send(text: string | Uint8Array): Promise<RawAnswer> {
  const connection = new RawConnection(served.port);
  connection.write(text);
  return connection.untilClosed();
}

async function expectAlive(): Promise<void> {
  const headers = [['Host', '127.0.0.1'], ['Authorization', `Bearer ${served.token}`], ...messageHeaders];
  const request = {
    method: 'POST',
    target: '/mcp',
    headers: headers as [string, string][],
    body: initialize,
  };
  expect(await exchange(served.port, request)).toMatchObject({ status: 200 });
}

/** Memory of the server that is in use, bytes; only Linux tells it so simply. */
function memory(): number {
  if (process.platform !== 'linux') return 0;
  const pages = readFileSync(`/proc/${served.child.pid ?? 0}/statm`, 'utf8').split(' ')[1];
  return Number(pages) * 4096;
}

describe('a body', () => {
  it('of a stated length over 16 MB is refused before it is read', async () => {
    const answer = await send(`${head([...json, `Content-Length: ${17 * megabyte}`])}\r\n\r\n`);
    expect(answer).toMatchObject({ status: 413, closed: true });
  });

  it('in chunks without an end is cut off after 16 MB, and costs no more memory than that', async () => {
    const before = memory();
    const connection = new RawConnection(served.port);
    connection.write(`${head([...json, 'Transfer-Encoding: chunked'])}\r\n\r\n`);
    const chunk = Buffer.concat([
      Buffer.from('100000\r\n'),
      Buffer.alloc(megabyte, 0x20),
      Buffer.from('\r\n'),
    ]);
    for (let sent = 0; sent < 200 && !connection.closed; sent += 1) {
      connection.write(chunk);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(await connection.untilClosed()).toMatchObject({ status: 413 });
    expect(memory() - before).toBeLessThan(150 * megabyte);
  });

  it('is not even read without the token', async () => {
    const connection = new RawConnection(served.port);
    const lines = ['POST /mcp HTTP/1.1', 'Host: 127.0.0.1', ...json, `Content-Length: ${16 * megabyte}`];
    connection.write(`${lines.join('\r\n')}\r\n\r\n{`);
    expect(await connection.untilClosed()).toMatchObject({ status: 401 });
  });

  it.each([
    ['[', ']'],
    ['{"a":', '}'],
  ])('nested 100,000 deep with %s is answered', async (open, close) => {
    const body = `${open.repeat(100_000)}1${close.repeat(100_000)}`;
    const headers: [string, string][] = [
      ['Host', '127.0.0.1'],
      ['Authorization', `Bearer ${served.token}`],
      ...(messageHeaders as [string, string][]),
    ];
    const { status } = await exchange(served.port, { method: 'POST', target: '/mcp', headers, body });
    expect(status).toBe(400);
  });

  it.each([
    '',
    '{',
    'null',
    '"x"',
    '1e999',
    '[]',
    '{"__proto__":{"jsonrpc":"2.0"}}',
    '\u0000',
    '{"id":"\\ud800"}',
  ])('that says %j is answered with what is wrong', async (body) => {
    const headers: [string, string][] = [
      ['Host', '127.0.0.1'],
      ['Authorization', `Bearer ${served.token}`],
      ...(messageHeaders as [string, string][]),
    ];
    const { status, text } = await exchange(served.port, { method: 'POST', target: '/mcp', headers, body });
    expect(status).toBe(400);
    expect(text).not.toMatch(/\n\s+at |node_modules|\.cjs/);
  });

  afterAll(expectAlive);
});

describe('headers', () => {
  it.each([
    ['one of 64 KB', () => [`X-Long: ${'x'.repeat(64 * 1024)}`]],
    ['20,000 of them', () => Array.from({ length: 20_000 }, (_, at) => `X-${at}: 1`)],
    ['a name of 64 KB', () => [`${'x'.repeat(64 * 1024)}: 1`]],
  ])('are refused at 16 KB: %s', async (_, lines) => {
    expect(await send(`${head(lines())}\r\n\r\n`)).toMatchObject({ status: 431, closed: true });
  });

  it('are refused in an address of 64 KB', async () => {
    const target = `/mcp?${'x'.repeat(64 * 1024)}`;
    expect(await send(`GET ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`)).toMatchObject({ status: 431 });
  });

  it('are all looked at, also behind 2,500 others', async () => {
    const many = Array.from({ length: 2_500 }, () => 'a:');
    const lines = [...many, 'Origin: https://evil.example'];
    expect(await send(`${head(lines)}\r\n\r\n`)).toMatchObject({ status: 403 });
  });

  afterAll(expectAlive);
});

describe('a request that two readers could read in two ways (smuggling)', () => {
  const second = 'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n';
  it.each([
    ['two lengths', ['Content-Length: 5', 'Content-Length: 6'], '{}   '],
    ['a length and chunks', ['Content-Length: 4', 'Transfer-Encoding: chunked'], '0\r\n\r\n'],
    ['chunks and a length', ['Transfer-Encoding: chunked', 'Content-Length: 4'], '0\r\n\r\n'],
    ['an unknown encoding', ['Transfer-Encoding: xchunked'], '0\r\n\r\n'],
    ['chunked twice', ['Transfer-Encoding: chunked, identity'], '0\r\n\r\n'],
    ['a space before the colon', ['Content-Length : 4'], '{}  '],
    ['a folded header', ['X-A: 1', ' Content-Length: 4'], '{}  '],
    ['a negative length', ['Content-Length: -1'], ''],
    ['a length with a sign', ['Content-Length: +4'], '{}  '],
    ['a hexadecimal length', ['Content-Length: 0x4'], '{}  '],
    ['a huge length', [`Content-Length: ${'9'.repeat(30)}`], ''],
    ['a chunk size that is no number', ['Transfer-Encoding: chunked'], 'zz\r\n'],
    ['a chunk size over 2^64', ['Transfer-Encoding: chunked'], `${'f'.repeat(20)}\r\n`],
    ['a NUL in a header', ['X-A: a\0b'], ''],
    ['a bare line feed in a header', ['X-A: a\nContent-Length: 4'], '{}  '],
    ['a bare carriage return', ['X-A: a\rX-B: b'], ''],
  ])('is refused: %s', async (_, lines, body) => {
    const { text, status } = await send(`${head([...json, ...lines])}\r\n\r\n${body}${second}`);
    expect(status).toBeGreaterThanOrEqual(400);
    // What comes behind is no request of its own.
    expect(text.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  });

  it.each(['garbage\r\n\r\n', '\x16\x03\x01\x02\x00', 'GET /\r\n\r\n', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'])(
    'is refused: %j',
    async (text) => {
      expect((await send(text)).status).toBeGreaterThanOrEqual(400);
    },
  );

  afterAll(expectAlive);
});

describe.concurrent('a slow client', () => {
  /** Sends a piece every half second until it is cut off. */
  async function drip(begin: string, piece: string): Promise<RawAnswer> {
    const connection = new RawConnection(served.port);
    connection.write(begin);
    while (!connection.closed) {
      connection.write(piece);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    return connection.answer;
  }

  it('that says nothing is cut off', async ({ expect: see }) => {
    see(await send('')).toMatchObject({ closed: true });
  });

  it('that sends its headers bit by bit is cut off (slowloris)', async ({ expect: see }) => {
    see((await drip('GET /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\n', 'X-A: b\r\n')).status).toBe(408);
  });

  it('that sends its body bit by bit is cut off, with the token too', async ({ expect: see }) => {
    const { closed } = await drip(`${head([...json, 'Content-Length: 100000'])}\r\n\r\n`, ' ');
    see(closed).toBe(true);
  });

  it('that sends chunks bit by bit is cut off', async ({ expect: see }) => {
    const { closed } = await drip(`${head([...json, 'Transfer-Encoding: chunked'])}\r\n\r\n`, '1\r\n \r\n');
    see(closed).toBe(true);
  });

  it('that was refused holds no connection', async ({ expect: see }) => {
    for (const target of ['/mcp', '/healthz', '/readyz', '/elsewhere']) {
      const connection = new RawConnection(served.port);
      connection.write(`GET ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: keep-alive\r\n\r\n`);
      see((await connection.untilClosed()).text).toMatch(/connection: close/i);
    }
  });
});

describe('a flood', () => {
  it('of connections that say nothing shuts out nobody who does', async () => {
    const flood: RawConnection[] = [];
    const refused: string[] = [];
    try {
      for (let at = 0; at < 2_400; at += 1) {
        flood.push(new RawConnection(served.port));
        if (at < 2_048 || at % 20 !== 0) continue;
        await expectAlive().catch((error: unknown) => refused.push(String(error)));
      }
    } finally {
      for (const { socket } of flood) socket.destroy();
    }
    expect(refused).toEqual([]);
  });

  it('of 3,000 connections is cut at the limit, and over when they are gone', async () => {
    const flood = Array.from({ length: 3_000 }, () => new RawConnection(served.port));
    try {
      const open = (): number => flood.filter(({ closed }) => !closed).length;
      await expect.poll(open, { timeout: 30_000 }).toBeLessThanOrEqual(2_048);
    } finally {
      for (const { socket } of flood) socket.destroy();
    }
    await expect
      .poll(
        () =>
          expectAlive().then(
            () => 'alive',
            () => 'full',
          ),
        { timeout: 30_000 },
      )
      .toBe('alive');
  });
});

import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { downloadPicture, type DownloadOptions } from '../../../../src/node/images/downloadPicture.ts';
import { isPublicAddress } from '../../../../src/node/images/publicAddress.ts';

let server: Server;
let url: string;
let answer: RequestListener;
let asked: (string | undefined)[];
beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push(request.url);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

const read = (
  address: string,
  { signal = new AbortController().signal, ...options }: DownloadOptions & { signal?: AbortSignal } = {},
): Promise<Uint8Array> => downloadPicture(address, 1_000_000, signal, { allowLoopback: true, ...options });

describe('a picture on the web', () => {
  it('is read whole', async () => {
    answer = (_request, response) => response.end(Buffer.alloc(100_000, 1));
    expect(await read(`${url}/a.jpg?b=c`)).toHaveLength(100_000);
    expect(asked).toEqual(['/a.jpg?b=c']);
  });

  it('may have moved, three times at most', async () => {
    answer = (request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end('x');
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    };
    expect(await read(`${url}/3`)).toHaveLength(1);
    await expect(read(`${url}/4`)).rejects.toThrow('leads on more than 3 times');
  });

  it.each([
    'https://10.0.0.1/x.jpg',
    'https://169.254.169.254/latest/meta-data',
    'https://[::ffff:192.168.0.1]/',
    'https://0x0a000001/',
    'https://2130706433.localhost.invalid@10.0.0.1/',
    'file:///etc/passwd',
    'ftp://example.com/x.jpg',
    '//',
  ])('is not looked for at %s, not even on the way to it', async (location) => {
    answer = (_request, response) => response.writeHead(302, { location }).end();
    await expect(read(`${url}/x.jpg`)).rejects.toMatchObject({ code: 'INPUT_ERROR' });
    await expect(read(location)).rejects.toMatchObject({ code: 'INPUT_ERROR' });
  });

  it.each([
    'https://localhost/x.jpg',
    'https://127.0.0.1/x.jpg',
    'https://[::1]/x.jpg',
    'https://127.1/x.jpg',
  ])('is not read from this machine: %s', async (address) => {
    await expect(read(address, { allowLoopback: false })).rejects.toMatchObject({
      code: 'INPUT_ERROR',
      message: 'url: this address is not one of the public internet.',
    });
  });

  it('is read over https only', async () => {
    answer = (_request, response) => response.end('x');
    await expect(read(`${url}/x.jpg`, { allowLoopback: false })).rejects.toThrow(
      'only https addresses are read',
    );
    expect(asked).toEqual([]);
  });

  it.each([
    [404, 'INPUT_ERROR', 'url: the server does not give the picture (404).'],
    [204, 'INPUT_ERROR', 'url: the server does not give the picture (204).'],
    [503, 'SPOTIFY_UNAVAILABLE', 'The server of the picture failed (503).'],
  ])('is not taken from an answer %i', async (status, code, message) => {
    answer = (_request, response) => response.writeHead(status).end();
    await expect(read(url)).rejects.toMatchObject({ code, message });
  });

  it('is bounded in size, told or not', async () => {
    answer = (_request, response) => response.writeHead(200, { 'content-length': '1000001' }).end('x');
    await expect(read(url)).rejects.toThrow('larger than 1 MB');
    answer = (_request, response) => {
      const more = (): void => {
        while (response.write(Buffer.alloc(100_000)));
        response.once('drain', more);
      };
      more();
    };
    await expect(read(url)).rejects.toThrow('larger than 1 MB');
  });

  it('is bounded in time', async () => {
    answer = (_request, response) => response.write('x');
    await expect(read(url, { downloadMs: 50 })).rejects.toMatchObject({ reason: 'timeout' });
  });

  it('stops when the caller does', async () => {
    const caller = new AbortController();
    answer = () => {
      caller.abort();
    };
    await expect(read(url, { signal: caller.signal })).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect(read(url, { signal: caller.signal })).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('says that nobody is there', async () => {
    server.close();
    await expect(read(url)).rejects.toMatchObject({ reason: 'offline' });
  });
});

describe('a public address', () => {
  it.each(['8.8.8.8', '151.101.1.1', '2a04:4e42::81', '2600:1901:0:abcd::'])('%s is one', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.16.0.1', '172.31.255.255'],
    ...[
      '192.168.1.1',
      '192.0.0.192',
      '198.18.0.1',
      '224.0.0.1',
      '255.255.255.255',
      '168.63.129.16',
      '203.0.113.9',
    ],
    ...['::', '::1', 'fe80::1', 'fc00::1', 'fd00:ec2::254', 'ff02::1', '::ffff:8.8.8.8', '64:ff9b::a00:1'],
    ...['2001:db8::1', '2002:a00:1::', '2001::1', 'fe80::1%eth0', 'example.com', ''],
  ])('%s is none', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

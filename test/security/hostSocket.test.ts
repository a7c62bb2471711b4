import { lstatSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identityOf } from '../../src/node/host/directoryProof.ts';
import { hostProtocol } from '../../src/node/host/hostSocket.ts';
import { everythingBelow, filesBelow } from './harness/filesBelow.ts';
import { runCli, startServe, temporaryFolder, type Served } from './harness/processes.ts';
import { exchange } from './harness/rawHttp.ts';

const folder = temporaryFolder();
let served: Served;
let record: { readonly address: string; readonly token: string };
beforeAll(async () => {
  served = await startServe(folder.path);
  // The first question makes it the host.
  const ready = { target: '/readyz', headers: [['Host', '127.0.0.1']] as [string, string][] };
  expect(await exchange(served.port, ready)).toMatchObject({ status: 200 });
  record = recordOfHost() ?? expect.fail('There is no record of the host.');
});
afterAll(async () => {
  await served.stop();
  folder.dispose();
});

/** The host's record, wherever in the data directory it is. */
function recordOfHost(): typeof record | undefined {
  for (const path of filesBelow(folder.path).filter((name) => name.endsWith('.json'))) {
    const found = JSON.parse(readFileSync(path, 'utf8')) as Partial<typeof record>;
    if (found.address !== undefined && found.token !== undefined) return found as typeof record;
  }
  return undefined;
}

function framed(body: string | Uint8Array, length = Buffer.byteLength(body)): Buffer {
  const header = Buffer.alloc(4);
  header.writeUInt32BE(length);
  return Buffer.concat([header, Buffer.from(body)]);
}

/** Says something to the host; what it answers until it closes. */
async function say(...parts: readonly (string | Uint8Array)[]): Promise<string> {
  const socket = connect(record.address);
  let heard = '';
  socket.on('data', (chunk) => (heard += chunk.toString()));
  socket.on('error', () => undefined); // being cut off is the answer
  for (const part of parts) socket.write(part);
  await closing(socket);
  return heard;
}

const closing = (socket: Socket): Promise<void> =>
  new Promise(
    (resolve) =>
      void socket.once('close', () => {
        resolve();
      }),
  );

const hello = (fields: Readonly<Record<string, unknown>>): Buffer =>
  framed(JSON.stringify({ protocol: hostProtocol, directory: identityOf(folder.path), ...fields }));
const request = framed('{"type":"request","id":1,"method":"app.status","params":{}}');

describe('the socket of a host', () => {
  it.skipIf(process.platform === 'win32')('lies in a folder that only its owner can enter', () => {
    const { mode, uid } = lstatSync(dirname(record.address));
    expect(mode & 0o777).toBe(0o700);
    expect(uid).toBe(process.getuid?.());
  });

  it.skipIf(process.platform === 'win32')('is found through files that only their owner can read', () => {
    const open = everythingBelow(folder.path).filter(
      ({ path, mode }) => path !== folder.path && (mode & 0o077) !== 0,
    );
    expect(open).toEqual([]);
  });

  it('has a token that cannot be guessed', () => {
    expect(record.token.length).toBeGreaterThanOrEqual(32);
    expect(new Set(record.token).size).toBeGreaterThan(8);
  });

  it.each([
    ['no token', () => [hello({}), request]],
    ['an empty token', () => [hello({ hello: '' }), request]],
    ['a wrong token', () => [hello({ hello: 'guessed' }), request]],
    ['the beginning of the token', () => [hello({ hello: record.token.slice(0, -1) }), request]],
    ['the token and more', () => [hello({ hello: `${record.token}x` }), request]],
    ['a list that holds the token', () => [hello({ hello: [record.token] }), request]],
    ['a question instead of a token', () => [request]],
    ['the token where it does not belong', () => [framed(JSON.stringify({ token: record.token })), request]],
    ['no JSON', () => [framed('hello?')]],
    ['HTTP', () => ['POST /mcp HTTP/1.1\r\nHost: x\r\n\r\n']],
    ['nothing in a message', () => [framed('')]],
    ['a message of 4 GB', () => [framed('{', 0xffff_ffff)]],
    [
      'a first message of 5 KB',
      () => [
        framed(JSON.stringify({ hello: record.token, protocol: hostProtocol, more: 'x'.repeat(5_000) })),
      ],
    ],
    ['garbage', () => [Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * 7_919) % 256))]],
    ['nothing', () => []],
    ['half a length', () => [Buffer.from([0, 0])]],
  ])('is shut for a client that says %s', async (_, parts) => {
    expect(await say(...parts())).toBe('');
  });

  it('is open for a client that shows the token, which may then say anything without ending it for others', async () => {
    const garbled = connect(record.address);
    let heard = '';
    garbled.on('data', (chunk) => (heard += chunk.toString()));
    garbled.on('error', () => undefined); // the host cuts it off
    garbled.write(hello({ hello: record.token }));
    await expect.poll(() => heard, { timeout: 20_000 }).toContain('welcome');
    garbled.write(framed('no JSON'));
    await closing(garbled);
    for (const method of ['vault.list', 'vault.put', '__proto__', 'constructor', 'states.put']) {
      const socket = connect(record.address);
      socket.on('error', () => undefined); // closed below
      let said = '';
      socket.on('data', (chunk) => (said += chunk.toString()));
      socket.write(hello({ hello: record.token }));
      socket.write(framed(JSON.stringify({ type: 'request', id: 1, method, params: {} })));
      await expect.poll(() => said, { timeout: 20_000 }).toContain('"response"');
      expect(said).toContain('"error"');
      expect(said).not.toMatch(/refresh_?token/i);
      socket.destroy();
    }
  });

  it('goes on after all of that', async () => {
    const { code, stdout } = await runCli(['doctor', '--json', '--data-dir', folder.path]);
    expect(code).toBe(0);
    expect(stdout).not.toContain(record.token);
  });
});

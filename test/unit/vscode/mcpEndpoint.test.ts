import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { whoListens } from '../../../src/node/mcp/portProof.ts';
import { sharedSecrets } from '../../../src/vscode/auth/sharedSecrets.ts';
import { McpEndpoint } from '../../../src/vscode/mcpEndpoint.ts';
import { recordingLogger } from '../../fixtures/recordingLogger.ts';
import { memorySecrets, type MemorySecrets } from './auth/memorySecrets.ts';

let dataDir: string;
let secrets: MemorySecrets;
const closing: (() => void)[] = [];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'backbeat-endpoint-'));
  secrets = memorySecrets();
});
afterEach(() => {
  for (const close of closing.splice(0)) close();
  rmSync(dataDir, { recursive: true, force: true });
});

function endpoint(): McpEndpoint {
  const logger = recordingLogger();
  const opened = new McpEndpoint({
    ...{ dataDir, secrets, logger, patienceMs: 300 },
    runtime: () => Promise.reject(new Error('nothing is asked here')),
    alone: sharedSecrets({ secrets, dataDir, logger }),
  });
  closing.push(() => {
    opened.dispose();
  });
  return opened;
}

async function listening(port: number, answer: RequestListener): Promise<Server> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return server;
}

const portOf = ({ url }: { readonly url: string }): number => Number(new URL(url).port);
const keptPort = (): number => Number(readFileSync(join(dataDir, 'mcp-port'), 'utf8'));

describe('the address of all windows', () => {
  it('is the kept one, with the kept token, in the next window', async () => {
    const first = endpoint();
    const address = await first.ensure();
    expect(await endpoint().ensure()).toEqual(address);
    first.dispose();
    expect(await endpoint().ensure()).toEqual(address);
  });

  it('is another one, with another token, where a stranger took the port, who is shown neither token', async () => {
    const first = endpoint();
    const before = await first.ensure();
    first.dispose();
    const seen: string[] = [];
    await listening(portOf(before), (request, response) => {
      seen.push(JSON.stringify([request.url, request.rawHeaders]));
      response.writeHead(400).end('ours');
    });
    const after = await endpoint().ensure();
    expect(seen.length).toBeGreaterThan(0);
    for (const { token } of [before, after]) expect(seen.join()).not.toContain(token);
    expect(portOf(after)).not.toBe(portOf(before));
    expect(after.token).not.toBe(before.token);
    expect(keptPort()).toBe(portOf(after));
  });

  it('stays what it is where whoever has the port is only busy, though this window listens elsewhere', async () => {
    const first = endpoint();
    const before = await first.ensure();
    first.dispose();
    await listening(portOf(before), () => undefined);
    const meanwhile = await endpoint().ensure();
    expect(portOf(meanwhile)).not.toBe(portOf(before));
    expect(meanwhile.token).toBe(before.token);
    expect(keptPort()).toBe(portOf(before));
  });

  it('is told to have moved when another window decided for another one', async () => {
    await endpoint().ensure();
    const second = endpoint();
    await second.ensure();
    let moved = 0;
    second.onMoved(() => (moved += 1));
    writeFileSync(join(dataDir, 'mcp-port'), '1');
    await expect.poll(() => moved, { timeout: 10_000 }).toBe(1);
  });
});

describe('the proof that a server knows the token', () => {
  it('is not believed of one that passes the question on', async () => {
    const real = await endpoint().ensure();
    expect(await whoListens(portOf(real), real.token, 5_000)).toBe('backbeat');
    const between = await listening(0, (request, response) => {
      fetch(`http://127.0.0.1:${portOf(real)}${request.url ?? ''}`, {
        headers: { 'backbeat-nonce': String(request.headers['backbeat-nonce']) },
      }).then(
        async (answer) => response.writeHead(answer.status).end(await answer.text()),
        () => response.destroy(),
      );
    });
    const { port } = between.address() as AddressInfo;
    expect(await whoListens(port, real.token, 5_000)).toBe('stranger');
  });

  it('is not given for another token, nor believed without an end', async () => {
    const real = await endpoint().ensure();
    expect(await whoListens(portOf(real), 'another', 5_000)).toBe('stranger');
    const endless = await listening(0, (_request, response) => {
      const write = (): void => {
        if (!response.destroyed) response.write('x'.repeat(10_000), () => setImmediate(write));
      };
      write();
    });
    expect(await whoListens((endless.address() as AddressInfo).port, real.token, 5_000)).toBe('stranger');
  });
});

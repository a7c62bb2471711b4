import { chmodSync, lstatSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bearerMatches, newToken } from '../../src/node/mcp/bearer.ts';
import { createMcpHttp } from '../../src/node/mcp/mcpHttp.ts';
import { listenOnLoopback } from '../../src/node/mcp/loopbackListener.ts';
import { fileToken } from '../../src/node/mcp/tokenFile.ts';
import { recordingLogger } from '../fixtures/recordingLogger.ts';
import { temporaryFolder } from './harness/processes.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.dispose();
});

describe('a bearer token', () => {
  it('is 256 random bits, and no two are alike', () => {
    const tokens = new Set(Array.from({ length: 1_000 }, newToken));
    expect(tokens.size).toBe(1_000);
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  });

  it('is matched by itself alone, of whatever length the guess is', () => {
    const token = newToken();
    expect(bearerMatches(`Bearer ${token}`, token)).toBe(true);
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'binary' }), (guess) => {
        expect(bearerMatches(guess, token)).toBe(false);
        expect(bearerMatches(`Bearer ${guess}`, token)).toBe(false);
      }),
    );
    for (let length = 0; length < token.length; length += 1)
      expect(bearerMatches(`Bearer ${token.slice(0, length)}`, token)).toBe(false);
    expect(bearerMatches(undefined, '')).toBe(false);
  });
});

describe('the file of the bearer token', () => {
  const path = (): string => join(folder.path, 'mcp-token');

  it.skipIf(process.platform === 'win32')('belongs to its owner alone, and stays the same', () => {
    const { value } = fileToken(folder.path);
    expect(lstatSync(path()).mode & 0o777).toBe(0o600);
    expect(fileToken(folder.path).value).toBe(value);
  });

  it.skipIf(process.platform === 'win32').each([0o604, 0o640, 0o644, 0o666])(
    'is not used when others may read or write it (%i)',
    (mode) => {
      fileToken(folder.path);
      chmodSync(path(), mode);
      expect(() => fileToken(folder.path)).toThrow(/Other users .*may read/);
    },
  );

  it.each(['', ' \n', 'secret', 'x'.repeat(31)])(
    'is not used when what it holds can be guessed: %j',
    (text) => {
      writeFileSync(path(), text, { mode: 0o600 });
      expect(() => fileToken(folder.path)).toThrow(/too short/);
    },
  );
});

describe('a session of another token', () => {
  it('is unknown to whoever has the new one', async () => {
    let token = newToken();
    const logger = recordingLogger();
    const seen: string[] = [];
    const api = {
      call: () => Promise.reject(new Error('not asked')),
      on: () => ({ dispose: () => undefined }),
    };
    const { McpServer } = await import('@modelcontextprotocol/server');
    const mcp = createMcpHttp({
      createMcpServer: () => {
        seen.push('made');
        const server = new McpServer(
          { name: 'test', version: '0' },
          { capabilities: { resources: { subscribe: true } } },
        );
        return Object.assign(server, { refreshTools: () => undefined });
      },
      ...{ api, logger, token: () => token },
    });
    const listener = await listenOnLoopback(0, { '/mcp': mcp.handle }, logger);
    const ask = (id: string | undefined, method: string, params: object) =>
      fetch(`http://127.0.0.1:${listener?.port ?? 0}/mcp`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
          ...(id !== undefined && { 'mcp-session-id': id }),
        },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
      });
    try {
      const clientInfo = { name: 'attacker', version: '1' };
      const begun = await ask(undefined, 'initialize', {
        ...{ protocolVersion: '2025-11-25', capabilities: {}, clientInfo },
      });
      const id = begun.headers.get('mcp-session-id') ?? expect.fail('no session');
      expect((await ask(id, 'ping', {})).status).toBe(200);
      token = newToken();
      expect((await ask(id, 'ping', {})).status).toBe(404);
    } finally {
      mcp.dispose();
      listener?.dispose();
    }
    expect(seen).toEqual(['made']);
  });
});

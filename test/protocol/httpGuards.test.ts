import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from './bundle.ts';
import { connectHttp } from './clients.ts';
import { startServe, type ServeProcess } from './serveProcess.ts';

const folder = temporaryFolder();
let served: ServeProcess;
beforeAll(async () => {
  served = await startServe(['--data-dir', folder.path]);
});
afterAll(async () => {
  await served.stop();
  folder.dispose();
});

const initialize = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 't', version: '1' } },
};

interface Question {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
}

/** Status of a raw request; `fetch` would not let the test choose Host. */
function ask({ method = 'POST', path = '/mcp', headers = {}, body = JSON.stringify(initialize) }: Question) {
  const all = {
    authorization: `Bearer ${served.token}`,
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    ...headers,
  };
  const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return new Promise<number | undefined>((resolve, reject) => {
    const call = request(new URL(path, served.url), { method, headers: sent }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
      answer.destroy();
    });
    call.on('error', reject);
    call.end(method === 'POST' ? body : undefined);
  });
}

describe('MCP over HTTP', () => {
  it.each([
    ['a well-formed start', {}, 200],
    ['no token', { headers: { authorization: undefined } }, 401],
    ['a wrong token', { headers: { authorization: 'Bearer guessed' } }, 401],
    ['a foreign Host', { headers: { host: 'evil.example' } }, 403],
    ['a foreign Origin', { headers: { origin: 'https://evil.example' } }, 403],
    ['the Origin of a sandboxed page', { headers: { origin: 'null' } }, 403],
    ['an unknown session', { headers: { 'mcp-session-id': 'no-such-session' } }, 404],
    ['a request without a session', { body: '{"jsonrpc":"2.0","id":1,"method":"tools/list"}' }, 400],
    ['a body that is no JSON', { body: '{"jsonrpc":' }, 400],
    ['a body that is too long', { body: `"${'x'.repeat(16 * 1024 * 1024)}"` }, 413],
    ['another path', { path: '/elsewhere' }, 404],
    ['a path of the prototype', { path: '/constructor' }, 404],
    ['a look without a session', { method: 'GET' }, 400],
    [
      'a health check, which needs no token',
      { method: 'GET', path: '/healthz', headers: { authorization: undefined } },
      200,
    ],
    ['a readiness check', { method: 'GET', path: '/readyz' }, 200],
  ] as [string, Question, number][])('answers %s', async (_, question, status) => {
    expect(await ask(question)).toBe(status);
  });

  it('refuses arguments with more elements than it will look at, and lives on', async () => {
    const client = await connectHttp('v1', served.url, served.token);
    const answer = await client.callTool('history_coverage', {
      days: Array.from({ length: 20_000 }, () => 1),
    });
    expect(answer.isError).toBe(true);
    expect(answer.content[0]?.text).toMatch(/days: more than 12000 values/);
    expect((await client.listTools()).tools.length).toBeGreaterThan(0);
    await client.close();
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initialize, messageHeaders } from './harness/messages.ts';
import { startServe, temporaryFolder, type Served } from './harness/processes.ts';
import { exchange, type RawAnswer, type RawRequest } from './harness/rawHttp.ts';

const folder = temporaryFolder();
let served: Served;
let attacked = false;
beforeAll(async () => {
  served = await startServe(folder.path);
});
afterAll(async () => {
  // None of it left a trace in the log, and the server goes on.
  if (attacked) expect(served.said.stderr).toBe('');
  await served.stop();
  folder.dispose();
});

type Header = readonly [string, string];
const bearer = (): Header => ['Authorization', `Bearer ${served.token}`];
const local = (): Header => ['Host', `127.0.0.1:${served.port}`];

function ask(request: RawRequest): Promise<RawAnswer> {
  attacked = true;
  return exchange(served.port, request);
}

/** A well-formed start of a session, with other headers in front. */
function post(headers: readonly Header[], target = '/mcp'): Promise<RawAnswer> {
  return ask({ method: 'POST', target, headers: [...headers, ...messageHeaders], body: initialize });
}

const routes = ['/mcp', '/healthz', '/readyz', '/metrics', '/elsewhere', '/'];

describe('a server on loopback', () => {
  it('lets a client in that shows the token under the name of this machine', async () => {
    for (const host of ['127.0.0.1', `127.0.0.1:${served.port}`, 'localhost', 'LOCALHOST:80', '[::1]:3'])
      expect(await post([['Host', host], bearer()])).toMatchObject({ status: 200 });
  });

  describe.each(routes)('on %s', (target) => {
    it.each([
      ['a name that points here', 'rebound.example'],
      ['a name with the right port', 'rebound.example:8080'],
      ['a name that begins like ours', '127.0.0.1.rebound.example'],
      ['a name that ends like ours', 'rebound.localhost'],
      ['credentials before our number', 'rebound.example@127.0.0.1'],
      ['two names', '127.0.0.1, rebound.example'],
      ['a path behind our number', '127.0.0.1/rebound.example'],
      ['nothing', ''],
    ])('refuses a Host that is %s, with the token and without (DNS rebinding)', async (_, host) => {
      for (const token of [[], [bearer()]]) {
        const { status } = await ask({ target, headers: [['Host', host], ...token] });
        expect([400, 403]).toContain(status);
      }
    });

    it.each([
      'https://evil.example',
      'http://127.0.0.1.evil.example',
      'null',
      'file://',
      'vscode-webview://abc',
      'chrome-extension://abcdefgh',
      'https://evil.example, http://127.0.0.1',
      '',
    ])('refuses the Origin %j, with the token and without', async (origin) => {
      for (const headers of [[], [bearer()]]) {
        const { status } = await ask({ target, headers: [local(), ['Origin', origin], ...headers] });
        expect(status).toBe(403);
      }
    });

    it.each(['cross-site', 'same-site'])(
      'refuses what a browser sends for a page without telling its Origin (%s)',
      async (site) => {
        const { status } = await ask({ target, headers: [local(), bearer(), ['Sec-Fetch-Site', site]] });
        expect(status).toBe(403);
      },
    );

    it('answers no preflight, and lets no page read anything', async () => {
      const preflight: readonly Header[] = [
        ['Access-Control-Request-Method', 'POST'],
        ['Access-Control-Request-Headers', 'authorization, content-type'],
        ['Access-Control-Request-Private-Network', 'true'],
      ];
      for (const origin of ['https://evil.example', `http://127.0.0.1:${served.port}`]) {
        for (const method of ['OPTIONS', 'GET']) {
          const headers = [local(), ['Origin', origin] as const, ...(method === 'GET' ? [] : preflight)];
          const { text } = await ask({ method, target, headers });
          expect(text).not.toMatch(/access-control-/i);
          expect(text).toMatch(/\r\nx-content-type-options: nosniff\r\n/i);
          expect(text).toMatch(/\r\ncross-origin-resource-policy: same-origin\r\n/i);
        }
      }
    });

    it('takes no token from the address', async () => {
      for (const name of ['token', 'access_token', 'Authorization', 'bearer', 'api_key']) {
        const { status, text } = await post([local()], `${target}?${name}=${served.token}`);
        expect(status).toBe(400);
        expect(text).not.toContain(served.token);
      }
    });

    it.each(['Host', 'Origin', 'Authorization'])('refuses two headers %s', async (name) => {
      const first = { Host: local(), Origin: ['Origin', 'http://127.0.0.1'], Authorization: bearer() }[name];
      const headers = [local(), bearer(), first as Header, [name, 'evil.example'] as const];
      expect(await ask({ target, headers })).toMatchObject({ status: 400 });
    });
  });

  it.each(['/mcp', '/metrics'])('tells nothing about %s without the token', async (target) => {
    const wrong: readonly (readonly Header[])[] = [
      [],
      [['Authorization', '']],
      [['Authorization', 'Bearer']],
      [['Authorization', 'Bearer ']],
      [['Authorization', 'Bearer guessed']],
      [['Authorization', served.token]],
      [['Authorization', `Basic ${Buffer.from(`:${served.token}`).toString('base64')}`]],
      [['Authorization', `Bearer ${served.token.slice(0, -1)}`]],
      [['Authorization', `Bearer ${served.token.slice(1)}`]],
      [['Authorization', `Bearer ${served.token}x`]],
      [['Authorization', `Bearer ${served.token}, Bearer x`]],
      [['Authorization', `Bearer ${served.token.toLowerCase()}`]],
      [['Cookie', `token=${served.token}`]],
      [['X-Api-Key', served.token]],
      [['Proxy-Authorization', `Bearer ${served.token}`]],
    ];
    for (const headers of wrong) {
      const { status, text } = await post([local(), ...headers], target);
      // 404 as long as there is no such route.
      expect(target === '/mcp' ? [401] : [401, 404]).toContain(status);
      expect(text).not.toContain(served.token);
      expect(text).not.toMatch(/set-cookie|backbeat_/i);
    }
  });

  it.each([
    '/mcp/',
    '/MCP',
    '/mcp/../mcp',
    '/%6dcp',
    '//mcp',
    '/./mcp',
    '/mcp\\',
    '/mcp;x',
    '/../../../../etc/passwd',
    '/..%2f..%2fetc/passwd',
    '/%2e%2e/mcp-token',
    '/mcp-token',
    '/constructor',
    '/__proto__',
    'http://127.0.0.1/mcp',
    'http://rebound.example/mcp',
    '*',
  ])('serves nothing at %s', async (target) => {
    const { status, text } = await ask({ target, headers: [local(), bearer()] });
    expect([400, 404]).toContain(status);
    expect(text).not.toMatch(/root:|BEGIN/);
  });

  it.each(['CONNECT', 'TRACE', 'PUT', 'PATCH', 'PROPFIND'])('does nothing for %s', async (method) => {
    const target = method === 'CONNECT' ? '127.0.0.1:22' : '/mcp';
    const { status, text } = await ask({ method, target, headers: [local(), bearer()] });
    expect([undefined, 400, 404, 405]).toContain(status);
    expect(text).not.toContain(served.token);
  });

  it('opens no other protocol', async () => {
    const headers: readonly Header[] = [local(), bearer(), ['Upgrade', 'websocket']];
    const { status } = await ask({ target: '/mcp', headers: [...headers, ['Sec-WebSocket-Key', 'eA==']] });
    expect(status).not.toBe(101);
  });

  it('says nothing of itself', async () => {
    const { text } = await ask({ target: '/', headers: [local()] });
    expect(text).not.toMatch(/\r\n(server|x-powered-by):/i);
    expect(text).not.toMatch(/node|backbeat/i);
  });
});

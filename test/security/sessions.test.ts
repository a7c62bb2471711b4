import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initialize, messageHeaders } from './harness/messages.ts';
import { startServe, temporaryFolder, type Served } from './harness/processes.ts';
import { exchange, type RawAnswer } from './harness/rawHttp.ts';

const folder = temporaryFolder();
let served: Served;
let session: string;
beforeAll(async () => {
  served = await startServe(folder.path);
  session = sessionOf(await ask([], initialize));
});
afterAll(async () => {
  await served.stop();
  folder.dispose();
});

const ping = '{"jsonrpc":"2.0","id":2,"method":"ping"}';
const sessionOf = ({ text }: RawAnswer): string => /mcp-session-id: (\S+)/i.exec(text)?.[1] ?? '';

function ask(
  headers: readonly (readonly [string, string])[],
  body = ping,
  method = 'POST',
  token = served.token,
) {
  const start: [string, string][] = [
    ['Host', '127.0.0.1'],
    ['Authorization', `Bearer ${token}`],
  ];
  const all = [...start, ...messageHeaders, ...headers];
  return exchange(served.port, {
    ...{ method, target: '/mcp', headers: all },
    ...(method === 'POST' && { body }),
  });
}

describe('a session', () => {
  it('cannot be guessed: 122 random bits, no two alike, nothing that counts', async () => {
    const ids = new Set([session]);
    for (let begun = 0; begun < 20; begun += 1) ids.add(sessionOf(await ask([], initialize)));
    expect(ids.size).toBe(21);
    for (const id of ids)
      expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(new Set([...ids].map((id) => id.slice(0, 8))).size).toBe(21);
  });

  it('goes on for whoever has the token', async () => {
    expect(await ask([['Mcp-Session-Id', session]])).toMatchObject({ status: 200 });
  });

  it.each(['POST', 'GET', 'DELETE'])('is nothing without the token, for %s', async (method) => {
    const answer = await ask([['Mcp-Session-Id', session]], ping, method, 'guessed');
    expect(answer).toMatchObject({ status: 401 });
    expect(await ask([['Mcp-Session-Id', session]])).toMatchObject({ status: 200 });
  });

  it.each([
    '00000000-0000-4000-8000-000000000000',
    '1',
    '__proto__',
    'constructor',
    '*',
    '../../mcp-token',
    'x'.repeat(8_000),
  ])('that there is not is a 404: %s', async (id) => {
    for (const method of ['POST', 'GET', 'DELETE'])
      expect(await ask([['Mcp-Session-Id', id]], ping, method)).toMatchObject({ status: 404 });
    expect(await ask([['Mcp-Session-Id', id]], initialize)).toMatchObject({ status: 404 });
  });

  it('is not two at once', async () => {
    const other = sessionOf(await ask([], initialize));
    const answer = await ask([
      ['Mcp-Session-Id', session],
      ['Mcp-Session-Id', other],
    ]);
    expect(answer).toMatchObject({ status: 404 });
  });

  it('ends for good', async () => {
    const id = sessionOf(await ask([], initialize));
    expect(await ask([['Mcp-Session-Id', id]], ping, 'DELETE')).toMatchObject({ status: 200 });
    expect(await ask([['Mcp-Session-Id', id]])).toMatchObject({ status: 404 });
  });

  it('that nobody uses makes room for others, beyond a thousand', async () => {
    const first = sessionOf(await ask([], initialize));
    for (let begun = 0; begun < 1_000; begun += 50)
      await Promise.all(Array.from({ length: 50 }, () => ask([], initialize)));
    expect(await ask([['Mcp-Session-Id', first]])).toMatchObject({ status: 404 });
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toolsets } from '../../src/protocol/settings.ts';
import { startSimulator, type Simulator } from '../spotify/simulator.ts';
import { cli } from './bundle.ts';
import { connectStdio, type TestClient } from './clients.ts';
import { signedInFolder, type SignedInFolder } from './signedInFolder.ts';

const million = 1_000_000;
let simulator: Simulator;
let home: SignedInFolder;
beforeAll(async () => {
  simulator = await startSimulator();
  home = signedInFolder(simulator);
  await home.login('ada-lovelace');
});
afterAll(async () => {
  home.dispose();
  await simulator.close();
});

const all = ['--toolsets', toolsets.join(',')];
/** Requests to the API since the beginning; a sign-in makes some. */
const sent = (): number => simulator.requests.filter(({ service }) => service === 'api').length;

const cases: readonly (readonly [string, string, Record<string, unknown>, RegExp])[] = [
  ['an unknown argument', 'spotify_status', { surprise: 1 }, /"surprise"; known arguments: queue_limit/],
  ['null', 'spotify_status', { queue_limit: null }, /^queue_limit: /],
  [
    'a wrong kind of URI',
    'spotify_get_playlist',
    { playlist: 'spotify:artist:0000000000000000000000' },
    /artist/,
  ],
  ['an id with a path', 'spotify_get_playlist', { playlist: '../../me' }, /URI/],
  ['an empty list', 'spotify_save_to_library', { uris: [] }, /^uris: /],
  ['201 lines', 'spotify_resolve_tracks', { lines: Array(201).fill('Rain by Nobody') }, /^lines: .*200/],
  ['20,000 things', 'spotify_save_to_library', { uris: Array(20_000).fill('x') }, /^uris: /],
  ['control characters', 'spotify_play', { query: 'a\u0000b\u202ec' }, /^query: .*characters/],
  ['a text of 10 MB', 'spotify_play', { query: 'x'.repeat(10 * million) }, /^query: /],
  ['a name of 10 MB', 'spotify_status', { ['x'.repeat(10 * million)]: 1 }, /known arguments/],
];

describe.each(['v1', 'v2 modern'] as const)('a %s client over stdio that sends', (kind) => {
  let client: TestClient;
  beforeAll(async () => {
    client = await connectStdio(kind, all, home.env);
  });
  afterAll(() => client.close());

  it.each(cases)('%s is told what is wrong, and nothing is sent', async (_, tool, args, says) => {
    const before = sent();
    const { isError, content } = await client.callTool(tool, args);
    expect(isError).toBe(true);
    expect(content[0]?.text).toMatch(says);
    expect(content[0]?.text?.length).toBeLessThan(900);
    expect(sent()).toBe(before);
  });

  it('anything of that goes on afterwards', async () => {
    const { structuredContent } = await client.callTool('spotify_status');
    expect(structuredContent).toMatchObject({ state: 'playing' });
  });
});

describe('a client that writes its own JSON', () => {
  const initialize = {
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 't', version: '1' } },
  };
  const deep = (open: string, close: string): string =>
    `{"uris":${open.repeat(10_000)}1${close.repeat(10_000)}}`;

  it('is answered, however deep it nests, and so is what follows', async () => {
    const child = spawn(process.execPath, [cli, 'mcp', ...all], {
      env: { ...process.env, ...home.env },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const ask = async (id: number, rest: string): Promise<string> => {
      child.stdin.write(`{"jsonrpc":"2.0","id":${id},${rest}}\n`);
      const { value } = await lines.next();
      expect(JSON.parse(value ?? '')).toMatchObject({ id });
      return value ?? '';
    };
    const call = (id: number, name: string, args: string): Promise<string> =>
      ask(id, `"method":"tools/call","params":{"name":"${name}","arguments":${args}}`);
    await ask(1, JSON.stringify(initialize).slice(1, -1));
    child.stdin.write('{"jsonrpc":"2.0","method":"notifications/initialized"}\n');
    const before = sent();
    expect(await call(2, 'spotify_save_to_library', deep('[', ']'))).toMatch(/"isError":true/);
    expect(await call(3, 'spotify_save_to_library', deep('{"a":', '}'))).toMatch(/uris.*"isError":true/);
    expect(await call(4, 'spotify_status', '{"__proto__":{"a":1},"surprise":1}')).toMatch(/surprise/);
    expect(await call(5, 'spotify_status', '{"queue_limit":1e999}')).toMatch(/queue_limit/);
    expect(await call(6, 'spotify_status', '[]')).toMatch(/"code":-32602/);
    expect(sent()).toBe(before);
    expect(await call(7, 'spotify_status', '{}')).toMatch(/playing/);
    const exited = once(child, 'exit');
    child.stdin.end();
    expect(await exited).toEqual([0, null]);
  });
});

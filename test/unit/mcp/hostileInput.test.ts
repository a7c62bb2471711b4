import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { AnyTool } from '../../../src/core/mcp/defineTool.ts';
import { tools } from '../../../src/core/mcp/tools/index.ts';
import type { TestClient, ToolAnswer } from '../../protocol/clients.ts';
import { allCases } from './everyTool/allCases.ts';
import { expectError } from './everyTool/answerChecks.ts';
import type { Args } from './everyTool/toolCases.ts';
import { album } from './everyTool/world.ts';
import { openMcpBed, type McpBed } from './mcpBed.ts';

/** A part of a tool's input schema, as JSON Schema names it. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}

const million = 1_000_000;
const unseenText = ['a\u0000b', 'a\u001b[31mb', 'a\nb', 'a\u202eb\u2066'];
const paths = [
  '../../me',
  '%2e%2e%2fme',
  'spotify:track:../x',
  'https://open.spotify.com/playlist/..%2f..%2fme',
];
/** Arguments that name things by URI, link or id; of `history_…` tools they are words. */
const references = /^(?:uris?|context|from|playlists?|into|items|seeds|tracks|artist|user)$/;

/** Arguments of which one goes without the other. */
const excludes: Readonly<Record<string, string>> = { uris: 'context', into: 'name' };

let bed: McpBed;
let client: TestClient;
beforeAll(async () => {
  bed = await openMcpBed();
  client = await bed.connect();
  bed.newRequests();
});
afterAll(() => bed.close());

const argumentsOf = ({ input }: AnyTool): readonly (readonly [string, Schema])[] =>
  Object.entries((z.toJSONSchema(input, { io: 'input' }) as Schema).properties ?? {});

/** Arguments that the tool takes. */
function validArgs({ name }: AnyTool): Args {
  return allCases.find(({ tool }) => tool === name)?.success[0].args(bed) ?? {};
}

/** Values that no argument of this kind is. */
function wrongValues({ type, enum: words, minItems, minimum }: Schema): readonly unknown[] {
  switch (type) {
    case 'integer':
    case 'number':
      return [1.5, 'NaN', 1e308, -1e308, null, ...(minimum === undefined ? [] : [minimum - 1])];
    case 'boolean':
      return ['yes', 1, null];
    case 'array':
      return ['x', {}, null, [[]], ...(minItems === undefined ? [] : [[]])];
    case 'object':
      return ['x', [], null, { surprise: 1 }];
    default:
      return [7, ['x'], null, ...(words === undefined ? [] : ['nonsense'])];
  }
}

/** The same argument with this text in it; `undefined` where it holds no text. */
function withText({ type, items, enum: words, minItems = 1 }: Schema, text: string): unknown {
  if (words !== undefined) return undefined;
  if (type === 'string') return text;
  return type === 'array' && items?.type === 'string' && items.enum === undefined
    ? Array.from({ length: minItems }, () => text)
    : undefined;
}

async function expectRefusals(
  tool: AnyTool,
  cases: readonly { readonly args: Args; readonly says: string | RegExp }[],
): Promise<void> {
  for (const { args, says } of cases) {
    const answer = await client.callTool(tool.name, args);
    const given = JSON.stringify(args).slice(0, 200);
    expect(answer.isError, given).toBe(true);
    const text = expectError(answer);
    if (typeof says === 'string') expect(text, given).toContain(says);
    else expect(text, given).toMatch(says);
  }
  expect(bed.newRequests()).toEqual([]);
}

describe.each(tools.map((tool) => [tool.name, tool] as const))('%s', (_, tool) => {
  it('refuses arguments that it does not know, inherited ones too', async () => {
    const names = ['surprise', 'constructor', 'toString', 'hasOwnProperty', 'x'.repeat(5000), 'a\u202eb\n'];
    await expectRefusals(
      tool,
      names.map((name) => ({ args: { [name]: { a: 1 } }, says: /^Unknown argument|Unknown argument "/ })),
    );
  });

  it('refuses every argument of a wrong kind, by its name', async () => {
    const valid = validArgs(tool);
    await expectRefusals(
      tool,
      argumentsOf(tool).flatMap(([name, schema]) =>
        wrongValues(schema).map((value) => ({ args: { ...valid, [name]: value }, says: name })),
      ),
    );
  });

  it('refuses texts with characters that nobody sees', async () => {
    const valid = validArgs(tool);
    await expectRefusals(
      tool,
      argumentsOf(tool)
        .filter(([name]) => tool.fileText?.includes(name) !== true)
        .flatMap(([name, schema]) =>
          unseenText.map((text) => ({ args: { ...valid, [name]: withText(schema, text) }, says: name })),
        )
        .filter(({ args, says }) => args[says] !== undefined),
    );
  });

  it('refuses ids with a path in them', async () => {
    if (!tool.name.startsWith('spotify_')) return;
    const base =
      tool.name === 'spotify_control' ? { action: 'start', context: album(bed).uri } : validArgs(tool);
    await expectRefusals(
      tool,
      argumentsOf(tool)
        .filter(([name]) => references.test(name))
        .flatMap(([name, schema]) =>
          paths.map((text) => {
            const others = Object.entries(base).filter(([other]) => excludes[name] !== other);
            const args = { ...Object.fromEntries(others), [name]: withText(schema, text) };
            return { args, says: /URI|genre|user id/ };
          }),
        ),
    );
  });

  it('refuses lists of 20,000 and values nested 10,000 deep', async () => {
    const lists = argumentsOf(tool).filter(([, { type }]) => type === 'array');
    await expectRefusals(
      tool,
      lists.map(([name]) => ({ args: { ...validArgs(tool), [name]: Array(20_000).fill('x') }, says: name })),
    );
    const [name = 'account'] = lists[0] ?? [];
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const deep = `${open.repeat(10_000)}1${close.repeat(10_000)}`;
      const others = JSON.stringify({ ...validArgs(tool), [name]: undefined }).slice(1, -1);
      const args = [...(others === '' ? [] : [others]), `${JSON.stringify(name)}:${deep}`];
      expect(expectError(await post(tool.name, `{${args.join()}}`))).toContain(name);
    }
    expect(bed.newRequests()).toEqual([]);
  });

  it('bounds every text, list and number', () => {
    const unbounded = argumentsOf(tool).flatMap(([name, schema]) => [...unboundedIn(name, schema)]);
    expect(unbounded).toEqual([]);
  });
});

describe('an argument of 10 MB', () => {
  it.each([
    ['a text', 'spotify_play', { query: 'x'.repeat(10 * million) }, 'query'],
    ['a text in a list', 'spotify_save_to_library', { uris: ['x'.repeat(10 * million)] }, 'uris.0'],
    ['the text of a file', 'spotify_import_playlist', { text: 'x'.repeat(10 * million) }, 'text'],
    ['a name', 'spotify_status', { ['x'.repeat(10 * million)]: 1 }, 'known arguments: queue_limit, account'],
  ])('is refused as %s, and not repeated', async (_, name, args, says) => {
    const tool = tools.find((one) => one.name === name);
    if (tool === undefined) throw new Error(`There is no tool ${name}.`);
    await expectRefusals(tool, [{ args, says }]);
  });

  it('is more than one message takes above 16 MB', async () => {
    const response = await send('spotify_play', `{"query":"${'x'.repeat(17 * million)}"}`);
    expect(response.status).toBe(413);
    expect(await response.text()).toMatch(/longer than \d+ bytes/);
    expect(bed.newRequests()).toEqual([]);
  });
});

describe('arguments that only JSON can carry', () => {
  it('are no way to the prototype of anything', async () => {
    const answer = await post('spotify_status', '{"__proto__":{"queue_limit":3,"polluted":1},"surprise":1}');
    expect(expectError(answer)).toContain('Unknown argument "surprise"');
    expect({}).not.toHaveProperty('polluted');
  });

  it('are no numbers beyond all others', async () => {
    const answer = await post('spotify_status', '{"queue_limit":1e999}');
    expect(expectError(answer)).toContain('queue_limit');
  });

  it.each(['[]', '"text"', '7', 'null'])('are an object, and not %s', async (text) => {
    const response = await send('spotify_status', text);
    const { error } = (await response.json()) as { error?: { code: number; message: string } };
    expect(error).toMatchObject({ code: -32_602 });
    expect(error?.message).not.toMatch(/\n\s+at |\.ts:\d/);
  });

  it('are JSON', async () => {
    expect((await send('spotify_status', '{"queue_limit":NaN}')).status).toBe(400);
  });

  it('may be half a character without harm', async () => {
    expectError(await post('spotify_status', '{"account":"\\ud800"}'));
  });
});

describe('after all of that', () => {
  it('the server answers', async () => {
    expect(bed.newRequests()).toEqual([]);
    const { structuredContent } = await client.callTool('spotify_status');
    expect(structuredContent).toMatchObject({ state: 'playing' });
  });
});

/** Texts without a longest length, lists and numbers without an end: each could be of any size. */
function* unboundedIn(path: string, schema: Schema): Generator<string> {
  const { type, enum: words, maxLength, maxItems, minimum, maximum, pattern } = schema;
  if (type === 'string' && words === undefined && maxLength === undefined && pattern === undefined)
    yield path;
  if (type === 'array' && maxItems === undefined && schema.items?.enum === undefined) yield path;
  if ((type === 'integer' || type === 'number') && (minimum === undefined || maximum === undefined))
    yield path;
  if (schema.items !== undefined) yield* unboundedIn(`${path}.0`, schema.items);
  for (const [name, part] of Object.entries(schema.properties ?? {}))
    yield* unboundedIn(`${path}.${name}`, part);
}

/** Sends a call as its JSON text, as no client would write it. */
function send(name: string, args: string): Promise<Response> {
  const meta = JSON.stringify({
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  });
  return fetch(bed.url, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${bed.token}`,
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': 'tools/call',
      'mcp-name': name,
    },
    body: `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"${name}","arguments":${args},"_meta":${meta}}}`,
  });
}

async function post(name: string, args: string): Promise<ToolAnswer> {
  const response = await send(name, args);
  expect(response.status).toBe(200);
  const text = await response.text();
  const json = text.startsWith('{') ? text : (/^data: (.*)$/m.exec(text)?.[1] ?? '');
  return (JSON.parse(json) as { result: ToolAnswer }).result;
}

import assert from 'node:assert/strict';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readArguments } from '../../src/core/mcp/toolArguments.ts';
import { tools } from '../../src/core/mcp/tools/index.ts';
import type { ToolAnswer } from '../protocol/clients.ts';
import { allCases } from '../unit/mcp/everyTool/allCases.ts';
import { expectAnswer, expectError } from '../unit/mcp/everyTool/answerChecks.ts';
import { openMcpBed, type McpBed } from '../unit/mcp/mcpBed.ts';
import { fuzzTestMs } from './harness/budget.ts';
import { fuzz } from './harness/fuzz.ts';
import type { Words } from './harness/schemaValues.ts';
import { builtCall, callPlans, type FuzzedCall } from './harness/toolCalls.ts';

let bed: McpBed;
let cases: readonly FuzzedCall[];
let words: Words;
const reached = new Map<string, Set<string>>();

beforeAll(async () => {
  bed = await openMcpBed();
  const { catalogue } = bed.simulator;
  const own = bed.simulator.playlists.all.filter(({ owner }) => owner.id === bed.user.id);
  cases = allCases.flatMap(({ tool, success }) => success.map(({ args }) => ({ tool, args: args(bed) })));
  const others = [
    ...[
      catalogue.tracks,
      catalogue.albums,
      catalogue.artists,
      catalogue.shows,
      catalogue.episodes,
      own,
    ].flatMap((things) => things.slice(0, 3).flatMap(({ uri, name }) => [uri, name])),
    ...[
      '2026-11-01',
      '2024-02-29',
      '2026-11-20T10:00:00Z',
      '2025',
      '2020-2024',
      'UTC',
      'Europe/Berlin',
      'DE',
    ],
    ...[
      'de_DE',
      'ada-lovelace',
      'playlist',
      'SELECT count(*) FROM listens',
      'title,artist\na,b\n',
      'all',
      'rock',
    ],
  ];
  words = { others, account: [bed.user.id] };
});
afterAll(() => bed.close());

async function attempt(bytes: Uint8Array): Promise<string> {
  const { tool: name, args } = JSON.parse(new TextDecoder().decode(bytes)) as FuzzedCall;
  const tool = tools.find((one) => one.name === name);
  assert.ok(tool !== undefined, `there is no tool ${name}`);
  const isFit = fits(() => readArguments(tool, args));
  bed.newRequests();
  const answer = await post(name, args);
  const requests = bed.newRequests();
  let outcome = 'answered';
  if (answer.isError === true) {
    outcome = isFit ? 'failed' : 'refused';
    expectError(answer);
  } else {
    assert.ok(isFit, 'arguments that do not fit were carried out');
    expectAnswer(tool, answer);
    if (tool.annotations.readOnlyHint) {
      assert.deepEqual(
        requests.filter((request) => !/^GET |\/api\/token/.test(request)),
        [],
      );
    }
  }
  if (!isFit) assert.deepEqual(requests, []);
  reached.set(name, (reached.get(name) ?? new Set()).add(outcome));
  return `${name} ${outcome}`;
}

function fits(check: () => unknown): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}

async function post(name: string, args: FuzzedCall['args']): Promise<ToolAnswer> {
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'fuzz', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const response = await fetch(bed.url, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${bed.token}`,
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': 'tools/call',
      'mcp-name': name,
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name, arguments: args, _meta },
    }),
  });
  const text = await response.text();
  assert.equal(response.status, 200, text.slice(0, 300));
  const json = text.startsWith('{') ? text : (/^data: (.*)$/m.exec(text)?.[1] ?? '');
  const { result } = JSON.parse(json) as { result?: ToolAnswer };
  assert.ok(result !== undefined, `an error of the protocol: ${json.slice(0, 300)}`);
  return result;
}

/** Nothing leaves this machine: a picture on the internet is asked for nowhere. */
const isLocal = ({ args }: FuzzedCall): boolean =>
  !(typeof args['url'] === 'string' && /^https?:/.test(args['url']));

it(
  'every tool takes all arguments: an answer that fits its schema or an error with a next step, and what does not fit sends nothing',
  async () => {
    const kept = cases.filter(isLocal);
    const { runs } = await fuzz({
      name: 'tools',
      folders: ['/src/core/mcp/', '/src/core/spotify/', '/src/core/analytics/'],
      plans: callPlans(tools, words),
      build: (plan) => {
        const call = builtCall(plan, kept);
        return new TextEncoder().encode(JSON.stringify(isLocal(call) ? call : { ...call, args: {} }));
      },
      attempt,
    });
    const met = [...reached.values()];
    const both = met.filter((outcomes) => outcomes.has('refused') && outcomes.size > 1).length;
    process.stdout.write(
      `tools: ${met.length} of ${tools.length} tools reached, ${both} both refused and carried out\n`,
    );
    expect(runs).toBeGreaterThan(20);
    const { isError } = await post('spotify_status', {});
    expect(isError ?? false).toBe(false);
  },
  fuzzTestMs,
);

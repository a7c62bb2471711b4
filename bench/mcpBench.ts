import { existsSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { cli } from '../test/protocol/bundle.ts';
import { median, printFigures, printTable, round } from './figures.ts';
import { crowd } from './mcp/crowd.ts';
import { eras } from './mcp/eras.ts';
import { compareLatency, type Latency } from './mcp/latency.ts';
import { connectOverHttp } from './mcp/sdkClient.ts';
import { prepareSetting, type HttpPair, type Setting } from './mcp/setting.ts';
import { throughput, type Throughput } from './mcp/throughput.ts';

const defaultCalls = 200;
const defaultRounds = 5;
const defaultCrowd = 500;
/** Clients that ask as fast as they can, and what they ask for in one round. */
const clients = 16;
const requests = 1_000;

const latencyNames = ['way', 'era', 'call', 'p50', 'bare', 'tool', 'added', 'ratio', 'p99', 'bare', 'ratio'];

type Row = readonly (string | number)[];

/**
 * Tool calls that need no network, over stdio and HTTP in both eras, against a bare SDK server with the same
 * definition and payload, in turn; then both under load, and a crowd.
 */
export async function mcpBench([callsText, roundsText, crowdText]: readonly string[]): Promise<void> {
  const calls = Number(callsText ?? defaultCalls);
  const rounds = Number(roundsText ?? defaultRounds);
  const crowdSize = Number(crowdText ?? defaultCrowd);
  if (!existsSync(cli)) throw new Error('dist/cli.cjs is missing: run npm run build first.');
  printFigures({ processors: availableParallelism(), load_average: load(), calls, rounds });
  const setting = await prepareSetting();
  try {
    const stdio = await stdioLatency(setting, calls, rounds);
    const pair = await setting.overHttp();
    try {
      const http = await httpLatency(setting, pair, calls, rounds);
      process.stdout.write(
        '\nLatency as the clients of the SDK see it, ms: medians of the rounds. tool: the tool alone, without a server; added: (ours - tool) / bare\n',
      );
      printTable(latencyNames, [...stdio, ...http.rows]);
      process.stdout.write(
        `Asks Spotify where its answer is no longer fresh, ${http.asked} times here; a simulator on this machine plays it (for comparison only)\n`,
      );
      printTable(latencyNames, http.network);
      process.stdout.write(
        `${clients} clients at once, as fast as they can (plain HTTP: the SDK's clients are slower than the servers)\n`,
      );
      printTable(
        ['era', 'request', 'per second', 'bare', 'CPU µs', 'bare', 'ratio', 'bytes'],
        await loadRows(setting, pair, rounds),
      );
      await crowds(setting, pair, crowdSize);
      printFigures({ load_average_at_end: load() });
    } finally {
      await pair.stop();
    }
  } finally {
    await setting.dispose();
  }
}

async function stdioLatency(setting: Setting, calls: number, rounds: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const era of eras) {
    for (const toolCase of setting.cases) {
      const { ours, bare } = await setting.overStdio(era, toolCase.tool);
      await Promise.all([ours.list(), bare.list()]);
      const latency = await compareLatency({ ours, bare, work: setting.work, toolCase, calls, rounds });
      await Promise.all([ours.close(), bare.close()]);
      rows.push(latencyRow('stdio', era, toolCase.tool, latency));
    }
  }
  return rows;
}

async function httpLatency(
  { cases, networkCase, simulator, work }: Setting,
  pair: HttpPair,
  calls: number,
  rounds: number,
): Promise<{ readonly rows: Row[]; readonly network: Row[]; readonly asked: number }> {
  const rows: Row[] = [];
  const network: Row[] = [];
  let networkAsked = 0;
  for (const era of eras) {
    for (const toolCase of [...cases, networkCase]) {
      const target = pair.bare(era, toolCase.tool);
      const ours = await connectOverHttp(era, pair.ours.url, pair.ours.headers);
      const bare = await connectOverHttp(era, target.url, target.headers);
      await Promise.all([ours.list(), bare.list()]);
      await ours.call(toolCase.tool, toolCase.args);
      const before = simulator.requests.length;
      const latency = await compareLatency({ ours, bare, work, toolCase, calls, rounds });
      const asked = simulator.requests.length - before;
      await Promise.all([ours.close(), bare.close()]);
      if (toolCase === networkCase) {
        networkAsked += asked;
        network.push(latencyRow('HTTP', era, toolCase.tool, latency));
      } else if (asked > 0) throw new Error(`${toolCase.tool} asked Spotify ${asked} times`);
      else rows.push(latencyRow('HTTP', era, toolCase.tool, latency));
    }
  }
  return { rows, network, asked: networkAsked };
}

function latencyRow(way: string, era: string, tool: string, { ours, bare, work, ratio }: Latency): Row {
  return [way, era, tool, ours.p50, bare.p50, work, ratio.added, ratio.p50, ours.p99, bare.p99, ratio.p99];
}

async function loadRows({ cases }: Setting, pair: HttpPair, rounds: number): Promise<Row[]> {
  const rows: Row[] = [];
  const asked = [
    ...cases.map(({ tool, args }) => ({
      ...{ label: tool, bareTool: tool, method: 'tools/call', requests },
      params: { name: tool, arguments: args },
    })),
    { label: 'tools/list', bareTool: 'all', method: 'tools/list', requests: requests / 4, params: {} },
  ];
  for (const era of eras) {
    for (const { label, bareTool, ...request } of asked) {
      const results: { ours: Throughput; bare: Throughput }[] = [];
      for (let run = 0; run <= rounds; run += 1) {
        const ours = await throughput(pair.ours, { ...request, era, clients });
        const bare = await throughput(pair.bare(era, bareTool), { ...request, era, clients });
        if (run > 0) results.push({ ours, bare });
      }
      const middle = (pick: (one: (typeof results)[number]) => number): number => median(results.map(pick));
      rows.push([
        era,
        label,
        Math.round(middle(({ ours }) => ours.perSecond)),
        Math.round(middle(({ bare }) => bare.perSecond)),
        Math.round(middle(({ ours }) => ours.cpu)),
        Math.round(middle(({ bare }) => bare.cpu)),
        middle(({ ours, bare }) => ours.cpu / bare.cpu),
        results[0]?.ours.bytes ?? 0,
      ]);
    }
  }
  return rows;
}

async function crowds({ cases }: Setting, pair: HttpPair, size: number): Promise<void> {
  const [toolCase] = cases;
  if (toolCase === undefined) return;
  for (const era of eras) {
    const { errors, seconds } = await crowd(pair.ours, { era, clients: size, toolCase });
    printFigures({
      [`clients_at_once_${era.slice(0, 4)}`]: size,
      errors: errors.length,
      seconds: round(seconds),
    });
    const [first] = errors;
    if (first !== undefined) throw new Error('a client of the crowd failed', { cause: first });
  }
}

function load(): string {
  return loadavg()
    .map((value) => value.toFixed(2))
    .join(' ');
}

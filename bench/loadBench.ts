import { existsSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { cli } from '../test/protocol/bundle.ts';
import { printFigures, printTable, quantile, round } from './figures.ts';
import { connectCallers } from './load/callers.ts';
import { slice, type Caller, type Slice } from './load/slice.ts';
import { eras } from './mcp/eras.ts';
import type { ServerMemory } from './mcp/httpServer.ts';
import { prepareSetting, type HttpPair, type Setting } from './mcp/setting.ts';

const defaultClients = 500;
const defaultSeconds = 60;
/** Ours and the bare server are under load in turn, s. */
const sliceSeconds = 10;
const bareSeconds = 5;
const mebibyte = 1024 * 1024;
/**
 * Flat: the largest of the last quarter against the second quarter's. What is resident follows the collector, which
 * takes a while to find its size under load; what is live after a collection tells of leaks.
 */
const flatResident = 1.25;
const flatHeap = 1.1;

/**
 * Many MCP clients, half of each era, that stay connected and ask `backbeat serve` for tools that need no network as
 * fast as they get answers, for `BACKBEAT_LOAD_SECONDS`; in turn with as many at a bare SDK server that answers the
 * same from memory. Fails on any error, and where memory grows.
 */
export async function loadBench([clientsText]: readonly string[]): Promise<void> {
  const count = Number(clientsText ?? defaultClients);
  const seconds = Number(process.env['BACKBEAT_LOAD_SECONDS'] ?? defaultSeconds);
  if (!existsSync(cli)) throw new Error('dist/cli.cjs is missing: run npm run build first.');
  printFigures({ processors: availableParallelism(), load_average: load(), clients: count, seconds });
  const setting = await prepareSetting();
  try {
    const pair = await setting.overHttp();
    try {
      await underLoad(setting, pair, count, seconds);
    } finally {
      await pair.stop();
    }
  } finally {
    await setting.dispose();
  }
}

async function underLoad(
  { cases, simulator }: Setting,
  pair: HttpPair,
  count: number,
  seconds: number,
): Promise<void> {
  const ours = await connectCallers(count, () => ({ at: pair.ours, cases }));
  // One tool a path: what the bare server costs is that of the tool that is asked for, and not of all others.
  const bare = await connectCallers(count, (era, at) => {
    const toolCase = cases[at % cases.length];
    return { at: pair.bare(era, toolCase?.tool ?? 'all'), cases: toolCase === undefined ? [] : [toolCase] };
  });
  const servers = { ours: pair.ours.server, bare: pair.bare(eras[0], 'all').server };
  await slice(servers.ours, ours, 1);
  await slice(servers.bare, bare, 1);
  const asked = simulator.requests.length;
  const taken: { readonly ours: Slice[]; readonly bare: Slice[] } = { ours: [], bare: [] };
  const memory: ServerMemory[] = [];
  for (let done = 0; done < seconds; done += sliceSeconds) {
    taken.ours.push(await slice(servers.ours, ours, Math.min(sliceSeconds, seconds - done)));
    memory.push(await servers.ours.memory());
    taken.bare.push(await slice(servers.bare, bare, Math.min(bareSeconds, seconds - done)));
  }
  await closeAll([...ours, ...bare]);
  const rows = { ours: summary(taken.ours), bare: summary(taken.bare) };
  printTable(
    ['server', 'requests', 'errors', 'per second', 'p50 ms', 'p99 ms', 'CPU µs'],
    Object.entries(rows).map(([name, { requests, errors, perSecond, p50, p99, cpu }]) => [
      ...[name, requests, errors.length, Math.round(perSecond), p50, p99, Math.round(cpu)],
    ]),
  );
  printFigures({
    per_second_ratio: round(rows.ours.perSecond / rows.bare.perSecond),
    p50_ratio: round(rows.ours.p50 / rows.bare.p50),
    p99_ratio: round(rows.ours.p99 / rows.bare.p99),
    cpu_ratio: round(rows.ours.cpu / rows.bare.cpu),
    requests_to_spotify: simulator.requests.length - asked,
    resident_mb: memory.map(({ resident }) => Math.round(resident / mebibyte)).join(' '),
    live_heap_mb: memory.map(({ heap }) => Math.round(heap / mebibyte)).join(' '),
    load_average_at_end: load(),
  });
  const [error] = rows.ours.errors;
  if (error !== undefined) throw new Error(`${rows.ours.errors.length} requests failed`, { cause: error });
  expectFlat(
    'resident',
    memory.map(({ resident }) => resident),
    flatResident,
  );
  expectFlat(
    'live_heap',
    memory.map(({ heap }) => heap),
    flatHeap,
  );
}

interface Summary {
  readonly requests: number;
  readonly errors: readonly unknown[];
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Of the server for one request, all threads, µs. */
  readonly cpu: number;
}

function summary(slices: readonly Slice[]): Summary {
  const latencies = slices.flatMap((one) => one.latencies);
  const seconds = slices.reduce((sum, one) => sum + one.seconds, 0);
  return {
    requests: latencies.length,
    errors: slices.flatMap((one) => one.errors),
    perSecond: latencies.length / seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    cpu: slices.reduce((sum, one) => sum + one.cpu, 0) / latencies.length,
  };
}

/** Says nothing of a run with fewer than four slices. */
function expectFlat(name: string, memory: readonly number[], ratio: number): void {
  const quarter = memory.length / 4;
  if (quarter < 1) return;
  const second = Math.max(...memory.slice(Math.floor(quarter), Math.ceil(2 * quarter)));
  const last = Math.max(...memory.slice(Math.floor(3 * quarter)));
  printFigures({ [`${name}_last_over_second`]: round(last / second) });
  if (last > ratio * second) throw new Error(`${name} grew from ${second} to ${last} bytes.`);
}

async function closeAll(callers: readonly Caller[]): Promise<void> {
  await Promise.all(callers.map(({ client }) => client.close()));
}

function load(): string {
  return loadavg()
    .map((value) => value.toFixed(2))
    .join(' ');
}

import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openDataFolder } from '../src/node/dataFolder.ts';
import { claimDirectory } from '../src/node/host/claim.ts';
import { holdersFolder } from '../src/node/host/holdersFolder.ts';
import { newHostAddress, removeHostAddress } from '../src/node/host/hostAddress.ts';
import { thisMachine } from '../src/node/host/machine.ts';
import { openDirectory } from '../src/node/host/openDirectory.ts';
import type { Api, Disposable } from '../src/protocol/api.ts';
import { EventListeners } from '../src/protocol/eventListeners.ts';
import { createLocalApi } from '../src/protocol/localApi.ts';
import { handlersWith, someStatus } from '../test/fixtures/handlers.ts';
import { memoryVault } from '../test/fixtures/memoryVault.ts';
import { recordingLogger } from '../test/fixtures/recordingLogger.ts';
import { median, printTable, quantile } from './figures.ts';

const clients = 100;
const kills = 10;
const contenders = 4;
const appends = 300;

/**
 * How long a client takes to its first answer, beside a bare socket; how soon another process writes after the host
 * was killed; what the fence costs an append.
 */
export async function hostBench(): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'backbeat-bench-host-'));
  try {
    const found = await timesToFind(join(root, 'found'));
    const bare = await timesOfBareSocket();
    const taken = await timesToTakeOver(join(root, 'taken'));
    const fenced = appendTimes(join(root, 'fenced'));
    printTable(
      ['ms', 'median', 'p95', 'most', 'limit'],
      [
        ['client: open to first answer', ...figuresOf(found), '200'],
        ['bare socket: connect, one echo', ...figuresOf(bare), ''],
        ['kill -9 of the host to the next write', ...figuresOf(taken), '5000'],
        ['append through the fence', ...figuresOf(fenced.fenced), ''],
        ['append without it', ...figuresOf(fenced.bare), ''],
      ],
    );
    process.stdout.write(
      `client ${ratio(found, bare)} x a bare socket, fence ${ratio(fenced.fenced, fenced.bare)} x a bare append\n`,
    );
    if (quantile(found, 0.95) > 200 || Math.max(...taken) > 5_000) process.exitCode = 1;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const figuresOf = (times: readonly number[]): [number, number, number] => [
  median(times),
  quantile(times, 0.95),
  Math.max(...times),
];
const ratio = (one: readonly number[], other: readonly number[]): string =>
  (median(one) / median(other)).toFixed(1);

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function timesToFind(dataDir: string): Promise<number[]> {
  const open = (): Promise<Api & Disposable> =>
    openDirectory(
      {
        ...{ dataDir, version: '1.0.0', logger: recordingLogger(), vault: memoryVault() },
        startHost: () => {
          const handlers = handlersWith({ 'app.status': () => someStatus });
          const local = createLocalApi(handlers, new EventListeners(() => undefined));
          return Promise.resolve({ ...local, close: () => Promise.resolve() });
        },
      },
      () => undefined,
    );
  const host = await open();
  const times: number[] = [];
  for (let client = 0; client < clients; client++) {
    let opened: Disposable | undefined;
    times.push(
      await timed(async () => {
        const api = await open();
        opened = api;
        await api.call('app.status', {});
      }),
    );
    opened?.dispose();
  }
  host.dispose();
  return times;
}

async function timesOfBareSocket(): Promise<number[]> {
  const address = newHostAddress();
  const server = createServer((socket) => socket.pipe(socket));
  server.listen(address);
  await once(server, 'listening');
  const times: number[] = [];
  for (let client = 0; client < clients; client++) {
    const socket = connect(address);
    times.push(
      await timed(async () => {
        socket.write('x');
        await once(socket, 'data');
      }),
    );
    socket.destroy();
  }
  server.close();
  removeHostAddress(address);
  return times;
}

/** Real processes; from the signal to the first thing that the next host has stored. */
async function timesToTakeOver(dataDir: string): Promise<number[]> {
  mkdirSync(dataDir);
  let onLine: ((line: string, child: ChildProcess) => void) | undefined;
  const running = new Set<ChildProcess>();
  const start = async (): Promise<void> => {
    const script = join(import.meta.dirname, '../test/protocol/hostContender.ts');
    const child = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
    running.add(child);
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => onLine?.(line, child));
    await once(lines, 'line');
  };
  const storedBy = (other: ChildProcess | undefined): Promise<ChildProcess> =>
    new Promise((resolve) => {
      onLine = (line, child) => {
        if (line.startsWith('stored') && child !== other) resolve(child);
      };
    });
  let first = storedBy(undefined);
  for (let at = 0; at < contenders; at++) await start();
  const times: number[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const host = await first;
    const next = storedBy(host);
    times.push(
      await timed(async () => {
        host.kill('SIGKILL');
        await next;
      }),
    );
    running.delete(host);
    first = next;
    await start();
  }
  for (const child of running) child.kill('SIGKILL');
  return times;
}

function appendTimes(dataDir: string): { readonly fenced: number[]; readonly bare: number[] } {
  const id = randomUUID();
  mkdirSync(dataDir);
  const record = { id, pid: process.pid, version: '1.0.0', address: '', token: '', machine: thisMachine() };
  claimDirectory(dataDir, record, 0);
  const folders = { fenced: holdersFolder(dataDir, id), bare: openDataFolder(dataDir) };
  const times = { fenced: [] as number[], bare: [] as number[] };
  const bytes = new Uint8Array(2_000);
  for (let at = 0; at < appends; at++) {
    for (const kind of ['fenced', 'bare'] as const) {
      const start = performance.now();
      folders[kind].append(kind, bytes);
      times[kind].push(performance.now() - start);
    }
  }
  return times;
}

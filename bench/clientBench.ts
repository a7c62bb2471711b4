import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Pool } from 'undici';
import type { Logger } from '../src/core/ports.ts';
import { SpotifyClient } from '../src/core/spotify/http/spotifyClient.ts';
import { getAlbum } from '../src/core/spotify/operations/albums.ts';
import { createUndiciTransport } from '../src/node/http/undiciTransport.ts';
import { systemClock } from '../src/node/systemClock.ts';
import { timers } from '../src/node/timers.ts';
import { median, printFigures, spread } from './figures.ts';

const defaultReads = 300;
const defaultRuns = 5;
const equalReads = 100;

/**
 * Reads of albums through the client, against undici alone (request, body, `JSON.parse`) on the same server in
 * another process, in turn.
 */
export async function clientBench([readsText, runsText]: readonly string[]): Promise<void> {
  const reads = Number(readsText ?? defaultReads);
  const runs = Number(runsText ?? defaultRuns);
  const server = spawn(process.execPath, [join(import.meta.dirname, 'albumServer.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const origin = `http://127.0.0.1:${await portOf(server)}`;
    const results: Compared[] = [];
    for (let run = 0; run <= runs; run += 1) {
      const result = await compare(origin, reads);
      if (run > 0) results.push(result); // the first one warms the code
    }
    printFigures({
      reads,
      runs,
      album_bytes: results[0]?.bytes ?? 0,
      bare_undici_us: spread(results.map(({ bare }) => bare)),
      first_read_us: spread(results.map(({ first }) => first)),
      first_over_bare: spread(results.map(({ first, bare }) => first / bare)),
      added_us: spread(results.map(({ first, bare }) => first - bare)),
      cached_read_us: spread(results.map(({ cached }) => cached)),
      first_over_cached: spread(results.map(({ first, cached }) => first / cached)),
      requests_for_100_equal: results.map(({ equal }) => equal).join(' '),
    });
  } finally {
    server.stdin?.end();
  }
}

interface Compared {
  /** Medians, µs. */
  readonly bare: number;
  readonly first: number;
  readonly cached: number;
  /** Requests that the server saw for 100 equal reads at once. */
  readonly equal: number;
  readonly bytes: number;
}

async function compare(origin: string, reads: number): Promise<Compared> {
  const transport = createUndiciTransport({ version: '0.0.0' });
  const client = newClient(origin, transport);
  const pool = new Pool(origin, { connections: 30 });
  let bytes = 0;
  const readBare = async (id: string): Promise<void> => {
    const { body } = await pool.request({ path: `/v1/albums/${id}`, method: 'GET' });
    const text = await body.text();
    bytes = text.length;
    JSON.parse(text);
  };
  const read = async (id: string): Promise<void> => void (await client.send('anna', getAlbum, { id }));
  try {
    const times = { bare: [] as number[], first: [] as number[], cached: [] as number[] };
    for (let index = 0; index < reads; index += 1) {
      const id = `album${index}`;
      times.bare.push(await microseconds(() => readBare(id)));
      times.first.push(await microseconds(() => read(id)));
      times.cached.push(await microseconds(() => read(id)));
    }
    const before = await count(origin);
    await Promise.all(Array.from({ length: equalReads }, () => read('equal')));
    const equal = (await count(origin)) - before;
    return {
      bare: median(times.bare),
      first: median(times.first),
      cached: median(times.cached),
      equal,
      bytes,
    };
  } finally {
    client.dispose();
    transport.dispose();
    await pool.close();
  }
}

function newClient(origin: string, transport: ReturnType<typeof createUndiciTransport>): SpotifyClient {
  const access = { account: 'anna', clientId: 'app', accessToken: 'token', scopes: [] };
  return new SpotifyClient({
    clock: systemClock,
    timers,
    logger: silent,
    transport,
    tokens: { access: () => Promise.resolve(access), renew: () => Promise.resolve(access) },
    state: { read: () => undefined, write: () => undefined },
    metadata: { read: () => Promise.resolve(undefined), write: () => undefined },
    apiUrl: () => `${origin}/v1`,
  });
}

const nothing = (): void => undefined;
const silent: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing };

async function portOf(server: ChildProcess): Promise<number> {
  if (server.stdout === null) throw new Error('the server has no output');
  const [line] = (await once(server.stdout, 'data')) as [Buffer];
  return Number(line.toString());
}

async function count(origin: string): Promise<number> {
  const response = await fetch(`${origin}/count`);
  return Number(await response.text());
}

async function microseconds(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) * 1000;
}

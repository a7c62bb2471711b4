import type { Era } from './eras.ts';
import type { HttpServer } from './httpServer.ts';
import { connectPlainly, type PlainClient } from './plainClient.ts';

export interface Target {
  readonly server: HttpServer;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Throughput {
  readonly perSecond: number;
  /** CPU time of the server for one request, µs, all threads. It tells more than the rate on a busy machine. */
  readonly cpu: number;
  /** Of one answer. */
  readonly bytes: number;
}

export interface Load {
  readonly era: Era;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly clients: number;
  readonly requests: number;
}

/** So many requests as fast as the clients, each on a connection of its own, get answers. */
export async function throughput({ server, url, headers }: Target, load: Load): Promise<Throughput> {
  const { era, method, params } = load;
  const clients = await Promise.all(
    Array.from({ length: load.clients }, () => connectPlainly(era, url, headers)),
  );
  let left = load.requests;
  let bytes = 0;
  const work = async (client: PlainClient): Promise<void> => {
    while (left > 0) {
      left -= 1;
      bytes = await client.request(method, params);
    }
  };
  const cpuBefore = await server.cpu();
  const startedAt = performance.now();
  await Promise.all(clients.map(work));
  const seconds = (performance.now() - startedAt) / 1000;
  const cpu = (await server.cpu()) - cpuBefore;
  await Promise.all(clients.map((client) => client.close()));
  return { perSecond: load.requests / seconds, cpu: cpu / load.requests, bytes };
}

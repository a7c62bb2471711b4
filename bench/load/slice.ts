import type { HttpServer } from '../mcp/httpServer.ts';
import type { PlainClient } from '../mcp/plainClient.ts';
import type { ToolCase } from '../mcp/toolCase.ts';

/** A client that is there all the time, and what it asks for in turn. */
export interface Caller {
  readonly client: PlainClient;
  readonly cases: readonly ToolCase[];
}

/** What came of a stretch of time. */
export interface Slice {
  /** CPU time of the server, all threads, µs. */
  readonly cpu: number;
  readonly seconds: number;
  /** Of each request, ms. */
  readonly latencies: readonly number[];
  readonly errors: readonly unknown[];
}

/** Lets all callers ask for so many seconds, each again as soon as it has its answer. */
export async function slice(
  server: Pick<HttpServer, 'cpu'>,
  callers: readonly Caller[],
  seconds: number,
): Promise<Slice> {
  const cpuBefore = await server.cpu();
  const latencies: number[] = [];
  const errors: unknown[] = [];
  const begun = performance.now();
  const until = begun + seconds * 1000;
  await Promise.all(
    callers.map(async ({ client, cases }, at) => {
      for (let turn = at; performance.now() < until; turn += 1) {
        const toolCase = cases[turn % cases.length];
        if (toolCase === undefined) return;
        const asked = performance.now();
        try {
          await client.request('tools/call', { name: toolCase.tool, arguments: toolCase.args });
          latencies.push(performance.now() - asked);
        } catch (error) {
          errors.push(error);
        }
      }
    }),
  );
  const took = (performance.now() - begun) / 1000;
  return { cpu: (await server.cpu()) - cpuBefore, seconds: took, latencies, errors };
}

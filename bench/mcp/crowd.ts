import type { Era } from './eras.ts';
import { connectOverHttp } from './sdkClient.ts';
import type { Target } from './throughput.ts';
import { succeeded, type ToolCase } from './toolCase.ts';

export interface Crowd {
  readonly errors: readonly unknown[];
  readonly seconds: number;
}

/** Many clients of the SDK at once: each connects, lists the tools and calls one, and none leaves before the last. */
export async function crowd(
  { url, headers }: Target,
  { era, clients, toolCase }: { readonly era: Era; readonly clients: number; readonly toolCase: ToolCase },
): Promise<Crowd> {
  const startedAt = performance.now();
  const visits = await Promise.allSettled(
    Array.from({ length: clients }, async () => {
      const client = await connectOverHttp(era, url, headers, { validates: false });
      await client.list();
      succeeded(toolCase.tool, await client.call(toolCase.tool, toolCase.args));
      return client;
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  const errors = visits.flatMap(reasonOf);
  const left = await Promise.allSettled(
    visits.flatMap((visit) => (visit.status === 'fulfilled' ? [visit.value.close()] : [])),
  );
  errors.push(...left.flatMap(reasonOf));
  return { errors, seconds };
}

function reasonOf(settled: PromiseSettledResult<unknown>): readonly unknown[] {
  return settled.status === 'rejected' ? [settled.reason as unknown] : [];
}

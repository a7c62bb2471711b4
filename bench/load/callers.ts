import { eras, type Era } from '../mcp/eras.ts';
import { connectPlainly } from '../mcp/plainClient.ts';
import type { Target } from '../mcp/throughput.ts';
import type { ToolCase } from '../mcp/toolCase.ts';
import type { Caller } from './slice.ts';

/** How many connect at once: a crowd comes within seconds, not within one. */
const together = 25;

/**
 * Connects so many clients, the eras in turn; each keeps its connection, and in the older era its session.
 * @param target where a client asks, and for what
 */
export async function connectCallers(
  count: number,
  target: (era: Era, at: number) => { readonly at: Target; readonly cases: readonly ToolCase[] },
): Promise<readonly Caller[]> {
  const callers: Caller[] = [];
  for (let from = 0; from < count; from += together) {
    const some = Array.from({ length: Math.min(together, count - from) }, async (_, next) => {
      const era = eras[(from + next) % eras.length] ?? eras[0];
      const { at, cases } = target(era, from + next);
      return { client: await connectPlainly(era, at.url, at.headers), cases };
    });
    callers.push(...(await Promise.all(some)));
  }
  return callers;
}

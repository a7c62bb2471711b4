import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What keeps a process alive, or would: timers, sockets, servers, threads, by kind. */
export function openResources(): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** Kinds of which there are more than before. */
export function leftSince(before: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(openResources())
    .filter(([kind, count]) => count > (before[kind] ?? 0))
    .map(([kind, count]) => `${kind}: ${before[kind] ?? 0} before, ${count} now`);
}

/** Collects what can go. The flag is set from here, so that no process needs one at its start. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

/** Heap in use after everything that can go has gone, bytes. */
export async function heapInUse(): Promise<number> {
  const collect = collector();
  for (let round = 0; round < 3; round += 1) {
    collect();
    // What ends with a collection, such as finalizers, has its turn.
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return process.memoryUsage().heapUsed;
}

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Preloaded into a server: answers each message of its parent with the CPU time that it used, of all its threads, and
 * with its resident set, bytes; to `memory` also with the heap of its main thread after a collection, bytes.
 */
if (process.send !== undefined) {
  process.on('message', (message) => {
    const resident = process.memoryUsage.rss();
    const heap = message === 'memory' ? heapAfterCollection() : 0;
    process.send?.({ ...process.cpuUsage(), resident, heap });
  });
  process.channel?.unref();
}

function heapAfterCollection(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

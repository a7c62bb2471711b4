import { randomUUID } from 'node:crypto';
import { createTally, type Measured } from '../../core/observe/tally.ts';
import type { ProcessObserve } from './createObserve.ts';

/** From now on the process counts what it does. */
export function measureProcess(observe: ProcessObserve): Measured {
  const tally = createTally(() => observe.elapsed());
  observe.measureWith(tally);
  const id = randomUUID();
  return {
    measured: () => {
      tally.gauge('residentMemory', process.memoryUsage.rss(), {});
      return { process: id, families: tally.families() };
    },
  };
}

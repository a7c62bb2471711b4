import { parentPort, workerData } from 'node:worker_threads';
import type { CoverAnswer, CoverTask } from './node/images/coverMaker.ts';
import { fitCover } from './node/images/fitCover.ts';

/** The thread that makes one cover and ends. What cannot be decoded is answered, for it is no failure of the thread. */
function answer({ picture, maxBytes }: CoverTask): CoverAnswer {
  try {
    return { jpeg: fitCover(picture, maxBytes) };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return {
      problem,
      isTooHeavy: error instanceof RangeError || /limit exceeded|enough memory/i.test(problem),
    };
  }
}

parentPort?.postMessage(answer(workerData as CoverTask));

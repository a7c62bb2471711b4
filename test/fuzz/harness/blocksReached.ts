import { Session } from 'node:inspector/promises';

/** Counts the blocks of source code that were run, as V8 sees them. */
export interface BlocksReached {
  /** How many were run until now, of how many that V8 knows; those of functions never called are not known. */
  take(): Promise<{ readonly reached: number; readonly known: number }>;
  stop(): Promise<void>;
}

/** @param folders parts of paths, such as `/src/protocol/`; what lies elsewhere is not counted */
export async function watchBlocks(folders: readonly string[]): Promise<BlocksReached> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  const reached = new Set<string>();
  const known = new Set<string>();
  return {
    take: async () => {
      const { result } = await session.post('Profiler.takePreciseCoverage');
      for (const { url, functions } of result) {
        if (!folders.some((folder) => url.includes(folder))) continue;
        for (const { ranges } of functions) {
          for (const { startOffset, endOffset, count } of ranges) {
            const block = `${url}:${startOffset}:${endOffset}`;
            known.add(block);
            if (count > 0) reached.add(block);
          }
        }
      }
      return { reached: reached.size, known: known.size };
    },
    stop: async () => {
      await session.post('Profiler.stopPreciseCoverage');
      session.disconnect();
    },
  };
}

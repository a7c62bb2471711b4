import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createHistory, type History } from '../../../src/core/history/createHistory.ts';
import type { Clock, DataFolder } from '../../../src/core/ports.ts';
import { exportFiles } from '../../../src/node/exportFiles.ts';
import { inflateRaw } from '../../../src/node/inflateRaw.ts';
import { systemClock } from '../../../src/node/systemClock.ts';
import { MemoryExports } from '../../fixtures/memoryExports.ts';
import { memoryQueries } from '../../fixtures/memoryQueries.ts';
import { recordingLogger } from '../../fixtures/recordingLogger.ts';
import type { Step } from './step.ts';
import { smallLimits } from './world.ts';

const wasm = readFileSync(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'));

/** A history in this process, over whatever folder. */
export function historyOver(folder: DataFolder, clock: Clock = systemClock): History {
  return createHistory({
    version: '0.0.0',
    ...{ folder, exportFiles, inflateRaw, clock, limits: smallLimits },
    logger: recordingLogger(),
    sqlWasm: () => wasm,
    queries: memoryQueries(folder, wasm),
    historyExports: new MemoryExports(),
    settings: () => ({
      timeZone: undefined,
      minPlaySeconds: 30,
      maxZipSizeMb: 500,
      maxRecords: 5_000_000,
      keepOptionalFields: false,
    }),
    yieldToOthers: () => Promise.resolve(),
  });
}

/** Makes the request of a step. */
export async function perform(history: History, step: Step): Promise<void> {
  const handler = history.handlers[step.method as keyof typeof history.handlers] as (
    params: unknown,
    context: { signal: AbortSignal; progress: () => void },
  ) => Promise<unknown>;
  await handler(step.params, { signal: new AbortController().signal, progress: () => undefined });
}

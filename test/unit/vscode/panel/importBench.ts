import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { CancelledError } from '../../../../src/core/errors.ts';
import type { Api } from '../../../../src/protocol/api.ts';
import type { ImportProgress, ImportReport } from '../../../../src/protocol/history/importReport.ts';
import type { PanelImport } from '../../../../src/protocol/panel/panelRequests.ts';
import { WindowImports } from '../../../../src/vscode/panel/windowImports.ts';
import { recordingLogger } from '../../../fixtures/recordingLogger.ts';

/** One `import.run` that the history got, to be carried on by the test. */
interface Run {
  readonly paths: readonly string[];
  readonly signal: AbortSignal;
  readonly progress: (progress: Partial<ImportProgress>) => void;
  readonly succeed: (report?: Partial<ImportReport>) => void;
  readonly fail: (error: unknown) => void;
}

const counts = { rows_read: 3, stored: 3, already_known: 0, superseded: 0, left_out: {} };
export const aReport: ImportReport = {
  ...{ job_id: 1, status: 'success', account: 'default', ...counts, seconds: 0.1, files: [] },
  ...{ ignored_files: 0, names_resolved: 0, message: 'Read 3 rows.' },
};

/** The imports of a window over a real folder, and the test as the history. */
export async function importBench({ maxZipSizeMb = 500, idleMs = 30_000 } = {}) {
  const root = await mkdtemp(join(tmpdir(), 'backbeat-uploads-'));
  const folder = join(root, 'uploads');
  const runs: Run[] = [];
  const logger = recordingLogger();
  const api = {
    call: (_method: string, { paths }: { paths: string[] }, options: CallOptions) =>
      new Promise((resolve, reject) => {
        const { signal, onProgress } = options;
        signal.addEventListener('abort', () => {
          reject(new CancelledError());
        });
        runs.push({
          ...{ paths, signal, fail: reject },
          progress: (part) => {
            onProgress({
              job_id: 1,
              file: 'a',
              bytes_read: 0,
              bytes_total: 9,
              rows_read: 0,
              stored: 0,
              ...part,
            });
          },
          succeed: (part) => {
            resolve({ ...aReport, ...part });
          },
        });
      }),
  } as unknown as Pick<Api, 'call'>;
  const make = (): WindowImports =>
    new WindowImports({
      api: () => Promise.resolve(api),
      ...{ folder, logger, idleMs, maxZipSizeMb: () => maxZipSizeMb },
      clock: { now: () => Date.UTC(2026, 10, 21) },
    });
  const imports = make();
  onTestFinished(async () => {
    imports.dispose();
    await rm(root, { recursive: true, force: true });
  });
  const only = (): PanelImport => {
    const [first] = imports.current().imports;
    if (first === undefined) throw new Error('there is no import');
    return first;
  };
  return { imports, folder, runs, logger, make, only };
}

interface CallOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ImportProgress) => void;
}

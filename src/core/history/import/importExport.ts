import type { ImportProgress, ImportReport } from '../../../protocol/history/importReport.ts';
import { AppError, CancelledError, ImportError } from '../../errors.ts';
import type { Clock, ExportFiles, HistorySettings, InflateRaw } from '../../ports.ts';
import { findExportFiles, type ExportInput, type InputProblem } from './exportInput.ts';
import { cleanFileName } from './exportText.ts';
import { nameFiles, type NamedFile } from './fileNames.ts';
import { fingerprintOf } from './fingerprint.ts';
import { importReportOf } from './importReportOf.ts';
import { ProgressMeter } from './importProgress.ts';
import type { ImportRun, ImportSink } from './importSink.ts';
import { readNamedTracks } from './namedTracks.ts';
import { noRows } from './nothingToImport.ts';
import { RowReader } from './rows.ts';
import { RowScanner } from './rowScanner.ts';
import { importPlayFile, type PlayFileContext, type PlayFileOutcome } from './playFile.ts';
import { turnOf, type Turn } from './turn.ts';

const dayMs = 86_400_000;

/** What an import needs of the outside. */
export interface ImportDeps {
  readonly files: ExportFiles;
  readonly inflateRaw: InflateRaw;
  readonly clock: Clock;
  /** Read once, at the start. */
  readonly settings: () => Pick<HistorySettings, 'maxZipSizeMb' | 'maxRecords' | 'keepOptionalFields'>;
  readonly sink: ImportSink;
  /** Resolves once everything else that waits for this thread had its turn. */
  readonly yieldToOthers: () => Promise<void>;
}

export interface ImportOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}

/**
 * Imports what a user hands over: ZIPs, JSON files, folders, in any mixture. Names of the library and playlists come
 * first, then the listens file by file. A file that fails is named in the report and the others go on; a run that was
 * cancelled or killed is continued where it stopped.
 * @throws ImportError if nothing can be imported; CancelledError, saying what is kept; what the sink throws
 */
export async function importExport(
  deps: ImportDeps,
  params: { readonly paths: readonly string[]; readonly account?: string | undefined },
  options: ImportOptions = {},
): Promise<ImportReport> {
  const startedAt = deps.clock.now();
  const { maxZipSizeMb, maxRecords, keepOptionalFields } = deps.settings();
  const source = sourceName(deps.files, params.paths);
  const input = await findExportFiles(deps, params.paths, maxZipSizeMb, options.signal).catch(
    (error: unknown) => {
      if (ImportError.is(error))
        recordFailure(deps.sink, { account: params.account, source, startedAt }, error);
      throw error;
    },
  );
  const { yieldToOthers } = deps;
  const turn = turnOf({ yieldToOthers, signal: options.signal });
  const plays = nameFiles(input.files.filter((file) => file.role === 'plays'));
  const bytes = plays.reduce((sum, { file }) => sum + file.size, 0);
  const run = deps.sink.begin({
    account: params.account,
    source,
    fingerprint: await fingerprintOf(
      plays.map(({ file }) => file),
      turn,
    ),
    bytes,
  });
  const progress = new ProgressMeter(deps.clock, bytes, options.onProgress);
  const context: PlayFileContext = {
    run,
    clock: deps.clock,
    rowScanner: new RowScanner(),
    rowReader: new RowReader({ latest: startedAt + dayMs, keepOptionalFields }),
    maxRecords,
    progress,
    yieldToOthers,
    signal: options.signal,
  };
  try {
    return await importAll({ input, plays, context, turn, startedAt });
  } catch (error) {
    throw abandoned(run, progress, error);
  }
}

/** An import that found nothing to read is a job too, so that the list of jobs tells of it. */
function recordFailure(
  sink: ImportSink,
  { account, source, startedAt }: { account: string | undefined; source: string; startedAt: number },
  error: ImportError,
): void {
  sink
    .begin({ account, source, fingerprint: `unread at ${startedAt}`, bytes: 0 })
    .abandon('error', error.message);
}

interface FoundImport {
  readonly input: ExportInput;
  readonly plays: readonly NamedFile[];
  readonly context: PlayFileContext;
  readonly turn: Turn;
  /** Unix ms. */
  readonly startedAt: number;
}

async function importAll({ input, plays, context, turn, startedAt }: FoundImport): Promise<ImportReport> {
  const { run, progress, clock } = context;
  progress.tell(run.jobId, plays[0]?.name ?? '');
  const problems = [...input.problems, ...(await nameTracks(input, run, turn))];
  const outcomes: PlayFileOutcome[] = [];
  for (const named of plays) {
    outcomes.push(await importPlayFile(named, context));
    await turn();
  }
  if (!outcomes.some((outcome) => outcome.isHistory)) throw noRows(plays, outcomes);
  for (const { storeLate } of outcomes) {
    if (storeLate === undefined) continue;
    storeLate();
    await turn();
  }
  for (const problem of input.problems) {
    noteProblem(run, problem);
    await turn();
  }
  const totals = run.finish();
  progress.tell(run.jobId, plays.at(-1)?.name ?? '');
  const seconds = (clock.now() - startedAt) / 1000;
  return importReportOf({ jobId: run.jobId, totals, ignored: input.ignored, problems, seconds });
}

async function nameTracks(input: ExportInput, run: ImportRun, turn: Turn): Promise<readonly InputProblem[]> {
  const problems: InputProblem[] = [];
  for (const { name, file } of nameFiles(input.files.filter(({ role }) => role === 'names'))) {
    try {
      run.nameTracks(await readNamedTracks(file));
    } catch (error) {
      if (!ImportError.is(error)) throw error;
      problems.push({ name, error });
    }
    await turn();
  }
  return problems;
}

/** A file that could not even be opened appears in the report like one that failed at once. */
function noteProblem(run: ImportRun, { name, error }: InputProblem): void {
  if (run.progressOf(name) !== undefined) return;
  run.store({
    file: name,
    format: 'unknown',
    observations: [],
    rowsRead: 0,
    leftOut: {},
    done: true,
    elapsedMs: 0,
    error: error.message,
  });
}

function abandoned(run: ImportRun, progress: ProgressMeter, error: unknown): unknown {
  if (!CancelledError.is(error)) {
    run.abandon('error', AppError.is(error) ? error.message : 'The import failed.');
    return error;
  }
  const kept = progress.stored.toLocaleString('en');
  const message = `The import was cancelled. ${kept} new listens were stored and are kept.`;
  run.abandon('cancelled', message);
  return new CancelledError(message, {
    hint: 'Import the same files again to go on where it stopped.',
    cause: error,
  });
}

function sourceName(files: ExportFiles, paths: readonly string[]): string {
  const [first = ''] = paths;
  return paths.length === 1 ? cleanFileName(files.baseName(first)) : `${paths.length} files`;
}

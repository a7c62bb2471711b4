import type { FileFormat, LeftOutReason } from '../../../protocol/history/importReport.ts';
import { ImportError, throwIfCancelled } from '../../errors.ts';
import type { Clock } from '../../ports.ts';
import type { Observation } from '../observation.ts';
import { damagedStretch } from './carefulReader.ts';
import type { NamedFile } from './fileNames.ts';
import type { ProgressMeter } from './importProgress.ts';
import type { ImportRun } from './importSink.ts';
import { JsonRows } from './jsonRows.ts';
import { formatOf, type RowReader } from './rows.ts';
import type { RowScanner } from './rowScanner.ts';

/** Rows that one transaction takes. */
const batchRows = 10_000;

/** What the files of one import share. */
export interface PlayFileContext {
  readonly run: ImportRun;
  readonly clock: Clock;
  readonly rowScanner: RowScanner;
  readonly rowReader: RowReader;
  /** Rows of all files together that may be read; those beyond are counted only. */
  readonly maxRecords: number;
  readonly progress: ProgressMeter;
  readonly yieldToOthers: () => Promise<void>;
  readonly signal: AbortSignal | undefined;
}

/** What reading a file came to. */
export interface PlayFileOutcome {
  readonly format: FileFormat;
  /** Rows of a listening history were met in it, now or by the interrupted run. */
  readonly isHistory: boolean;
  /**
   * Stores what there is to say of a file that is none. It waits until another file is one: a job that fails because
   * none is must not remember its files as done.
   */
  readonly storeLate: (() => void) | undefined;
  /** Why it could not be read to its end: one sentence. */
  readonly error: string | undefined;
}

/**
 * Reads one file that holds listens into the run, from where an interrupted run left off. A file that fails keeps what
 * was read of it.
 * @throws CancelledError; whatever the sink throws
 */
export async function importPlayFile(named: NamedFile, context: PlayFileContext): Promise<PlayFileOutcome> {
  const before = context.run.progressOf(named.name);
  if (before?.done === true) {
    context.progress.bytesRead += named.file.size;
    context.progress.rowsRead += before.rowsRead;
    return { format: 'unknown', isHistory: true, storeLate: undefined, error: undefined };
  }
  const reading = new PlayFileReading(named.name, before?.rowsRead ?? 0, context);
  const error = await reading.readAll(named.file.open());
  return reading.finish(error);
}

class PlayFileReading {
  readonly #name: string;
  readonly #context: PlayFileContext;
  readonly #rows: JsonRows;
  /** Rows still to pass over because an earlier run has dealt with them. */
  #passOver: number;
  #format: FileFormat = 'empty';
  #observations: Observation[] = [];
  #leftOut: Partial<Record<LeftOutReason, number>> = {};
  #rowsRead = 0;
  #bytesRead = 0;
  #since: number;

  constructor(name: string, passOver: number, context: PlayFileContext) {
    this.#name = name;
    this.#passOver = passOver;
    this.#context = context;
    this.#rows = new JsonRows({ rowScanner: context.rowScanner });
    this.#since = context.clock.now();
  }

  /** Returns why it could not be read to its end, if so. What was unpacked before a failure is read all the same. */
  async readAll(content: AsyncIterable<Uint8Array>): Promise<string | undefined> {
    const inContent = await failureOf(() => this.#readContent(content));
    const failure = (await failureOf(() => this.#readRest())) ?? inContent;
    if (failure !== undefined) return failure;
    if (this.#bytesRead === 0) return 'It is empty (0 bytes).';
    return this.#rows.endsInsideList ? 'It ends before its list does: the rest is missing.' : undefined;
  }

  async #readContent(content: AsyncIterable<Uint8Array>): Promise<void> {
    for await (const chunk of content) {
      this.#bytesRead += chunk.length;
      this.#context.progress.bytesRead += chunk.length;
      for (const entries of this.#rows.push(chunk)) await this.#take(entries);
    }
  }

  async #readRest(): Promise<void> {
    for (const entries of this.#rows.end()) await this.#take(entries);
  }

  finish(error: string | undefined): PlayFileOutcome {
    const isHistory = this.#isHistory();
    const store = (): void => {
      this.#store(true, error);
    };
    if (isHistory) store();
    return { format: this.#format, isHistory, storeLate: isHistory ? undefined : store, error };
  }

  #isHistory(): boolean {
    return this.#format !== 'empty' && this.#format !== 'unknown';
  }

  async #take(entries: readonly unknown[]): Promise<void> {
    const { progress, rowReader, maxRecords, run, signal, yieldToOthers } = this.#context;
    for (const entry of entries) {
      if (!this.#isHistory()) this.#format = formatOf(entry);
      progress.rowsRead += 1;
      if (this.#passOver > 0) {
        this.#passOver -= 1;
        continue;
      }
      if (this.#rowsRead >= batchRows && this.#isHistory()) this.#store(false, undefined);
      this.#rowsRead += 1;
      if (progress.rowsRead > maxRecords) this.#leaveOut('over_limit');
      else if (entry === damagedStretch) this.#leaveOut('damaged');
      else {
        const observation = rowReader.read(entry);
        if (typeof observation === 'string') this.#leaveOut(observation);
        else this.#observations.push(observation);
      }
    }
    progress.tick(run.jobId, this.#name);
    await yieldToOthers();
    throwIfCancelled(signal);
  }

  #leaveOut(reason: LeftOutReason): void {
    this.#leftOut[reason] = (this.#leftOut[reason] ?? 0) + 1;
  }

  #store(done: boolean, error: string | undefined): void {
    const { clock, progress, run } = this.#context;
    const now = clock.now();
    progress.stored += run.store({
      file: this.#name,
      format: this.#format,
      observations: this.#observations,
      rowsRead: this.#rowsRead,
      leftOut: this.#leftOut,
      done,
      elapsedMs: now - this.#since,
      ...(error === undefined ? {} : { error }),
    });
    this.#observations = [];
    this.#leftOut = {};
    this.#rowsRead = 0;
    this.#since = now;
  }
}

/** The sentence of an `ImportError`; anything else goes up. */
async function failureOf(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (ImportError.is(error)) return error.message;
    throw error;
  }
}

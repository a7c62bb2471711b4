import type { FileReport } from '../../protocol/history/importReport.ts';
import type { FileProgress, ImportBatch, ImportRun, ImportTotals, NamedTrack } from './import/importSink.ts';
import { fileReportOf } from './importFiles.ts';
import type { HistoryState, Outcome } from './historyState.ts';
import type { Operation } from './operations.ts';
import type { StoreLimits } from './storeLimits.ts';

/** How an operation becomes durable: by a record, by a later snapshot, or by one at once. */
export type Persistence = 'record' | 'later' | 'snapshot';

/** What an import needs of the store. */
export interface ImportHost {
  readonly state: HistoryState;
  readonly limits: Pick<StoreLimits, 'smallImportRows' | 'checkpointRows'>;
  /** Unix ms. */
  now(): number;
  perform(operation: Operation, persistence: Persistence): Outcome;
  /** The run takes no more. @param changed whether the plays of the account, or their names, changed */
  ended(run: StoredImportRun, changed: boolean): void;
}

/** Rows of a large import after which it is made durable, for large databases, whose snapshots cost more: a part of the rows that are there. */
const checkpointShare = 1 / 4;

/** One import into the store. */
export class StoredImportRun implements ImportRun {
  readonly jobId: number;
  readonly account: string;
  readonly userId: number;
  readonly #runId: number;
  readonly #host: ImportHost;
  #rows = 0;
  #checkpoint: number;
  #open = true;
  #changed = false;

  constructor(host: ImportHost, job: { jobId: number; runId: number; userId: number; account: string }) {
    this.#host = host;
    this.jobId = job.jobId;
    this.account = job.account;
    this.userId = job.userId;
    this.#runId = job.runId;
    const rows = Number(host.state.database.row('SELECT COALESCE(max(id), 0) FROM observations')?.[0]);
    this.#checkpoint = Math.max(host.limits.checkpointRows, rows * checkpointShare);
  }

  progressOf(file: string): FileProgress | undefined {
    return this.#host.state.files.progressOf(this.jobId, file);
  }

  store(batch: ImportBatch): number {
    this.#rows += batch.observations.length;
    const rowsBefore = this.progressOf(batch.file)?.rowsRead ?? 0;
    const { jobId } = this;
    return this.#perform({ op: 'importBatch', jobId, batch, rowsBefore, at: this.#host.now() }).stored;
  }

  nameTracks(tracks: readonly NamedTrack[]): void {
    this.#rows += tracks.length;
    this.#perform({ op: 'importNames', tracks, at: this.#host.now() });
  }

  finish(): ImportTotals {
    const { namesResolved } = this.#close('finished');
    this.#end();
    const files: readonly FileReport[] = this.#host.state.files.of(this.jobId).map(fileReportOf);
    return { account: this.account, files, namesResolved };
  }

  abandon(status: 'cancelled' | 'error', message: string): void {
    try {
      this.#close(status, message);
    } finally {
      this.#end();
    }
  }

  #perform(operation: Operation): Outcome {
    this.#checkOpen();
    const isDue = this.#rows >= this.#checkpoint;
    if (isDue) this.#checkpoint *= 2;
    return this.#pass(operation, isDue ? 'snapshot' : 'later');
  }

  #close(outcome: 'finished' | 'cancelled' | 'error', message?: string): Outcome {
    this.#checkOpen();
    const { jobId } = this;
    const operation: Operation = {
      op: 'importClose',
      jobId,
      runId: this.#runId,
      outcome,
      ...(message !== undefined && { message }),
      at: this.#host.now(),
    };
    return this.#pass(operation, 'snapshot');
  }

  /** @param large how it becomes durable in a large import */
  #pass(operation: Operation, large: Persistence): Outcome {
    const outcome = this.#host.perform(
      operation,
      this.#rows < this.#host.limits.smallImportRows ? 'record' : large,
    );
    this.#changed ||= outcome.stored + outcome.namesResolved + outcome.rematched > 0;
    return outcome;
  }

  #end(): void {
    this.#open = false;
    this.#host.ended(this, this.#changed);
  }

  #checkOpen(): void {
    if (!this.#open) throw new Error('The import is closed.');
  }
}

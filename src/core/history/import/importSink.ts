import type { FileFormat, FileReport, LeftOutReason } from '../../../protocol/history/importReport.ts';
import type { Observation } from '../observation.ts';

/** What an import is of; the same input gives the same fingerprint, wherever it lies. */
export interface ImportStart {
  /** `undefined` = the default account. An unknown name makes a new account. */
  readonly account: string | undefined;
  /** Name for people: the base name of what was handed over, or '3 files'. */
  readonly source: string;
  /** Hash over the names, sizes and checksums of the files that hold listens. */
  readonly fingerprint: string;
  readonly bytes: number;
}

/** How far an interrupted run of the same job had come with a file. */
export interface FileProgress {
  /** Rows read, in file order; a continued run passes over as many before it counts again. */
  readonly rowsRead: number;
  /** The file was read to its end. */
  readonly done: boolean;
}

/** Some rows of one file, to be stored in one transaction together with the file's progress. */
export interface ImportBatch {
  readonly file: string;
  readonly format: FileFormat;
  readonly observations: readonly Observation[];
  /** Rows of the file read since the last batch, stored or left out. */
  readonly rowsRead: number;
  readonly leftOut: Readonly<Partial<Record<LeftOutReason, number>>>;
  /** This batch ends the file. */
  readonly done: boolean;
  /** Time spent on the file since the last batch, ms. */
  readonly elapsedMs: number;
  /** Set with `done` where the file could not be read to its end: one sentence. */
  readonly error?: string;
}

/** A track that the library or a playlist of the export names, with its URI. */
export interface NamedTrack {
  readonly uri: string;
  readonly title: string;
  readonly artist: string;
  readonly album: string;
}

export interface ImportTotals {
  readonly account: string;
  /** In the order in which the files were begun; counts include those of the interrupted runs before. */
  readonly files: readonly FileReport[];
  /** Tracks without a URI that now have one because a named track or another listen gives it. */
  readonly namesResolved: number;
}

/** One job under way. Everything is recorded in `import_jobs` and `job_runs` as it happens. */
export interface ImportRun {
  readonly jobId: number;
  readonly account: string;
  progressOf(file: string): FileProgress | undefined;
  /** @returns how many of the observations were new. */
  store(batch: ImportBatch): number;
  /** Makes names known that tracks without a URI are resolved by. */
  nameTracks(tracks: readonly NamedTrack[]): void;
  /**
   * Derives which listens speak, makes everything durable and closes the job. After it returned, what was
   * stored survives a crash.
   */
  finish(): ImportTotals;
  /** Closes the job as cancelled or failed. What was stored so far stays and is made durable. */
  abandon(status: 'cancelled' | 'error', message: string): void;
}

/** Where the importer puts what it reads; the history store implements it. */
export interface ImportSink {
  /** Starts a job, or continues the unfinished job with the same fingerprint and account. */
  begin(start: ImportStart): ImportRun;
}

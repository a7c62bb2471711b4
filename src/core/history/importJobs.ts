import type { ImportJob, JobStatus } from '../../protocol/history/importReport.ts';
import { fileReportOf, hullOf, sumLeftOut, type ImportFile, type ImportFiles } from './importFiles.ts';
import type { OperationOf } from './operations.ts';
import type { SqlDatabase, SqlValue } from './sqlDatabase.ts';

/** The tables `import_jobs` and `job_runs`: a job has a run for each time that it was started or continued. */
export class ImportJobs {
  readonly #database: SqlDatabase;
  readonly #files: ImportFiles;

  constructor(database: SqlDatabase, files: ImportFiles) {
    this.#database = database;
    this.#files = files;
  }

  /** Id of the newest job of the same input, if it did not come to its end. */
  unfinished(account: string, fingerprint: string): number | undefined {
    const row = this.#database.row(
      `SELECT j.id, j.status FROM import_jobs j JOIN users u ON u.id = j.user_id
        WHERE u.account = ? AND j.fingerprint = ? ORDER BY j.id DESC LIMIT 1`,
      [account, fingerprint],
    );
    return row === undefined || row[1] === 'success' || row[1] === 'partial' ? undefined : Number(row[0]);
  }

  nextJobId(): number {
    return Number(this.#database.row('SELECT COALESCE(max(id), 0) + 1 FROM import_jobs')?.[0]);
  }

  nextRunId(): number {
    return Number(this.#database.row('SELECT COALESCE(max(id), 0) + 1 FROM job_runs')?.[0]);
  }

  userOf(jobId: number): number {
    return Number(this.#database.row('SELECT user_id FROM import_jobs WHERE id = ?', [jobId])?.[0]);
  }

  begin(op: OperationOf<'importBegin'>, userId: number): void {
    this.#database.run(
      `INSERT INTO import_jobs (id, user_id, source, fingerprint, file_size_bytes, uploaded_at, started_at, status)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, 'running')
        ON CONFLICT (id) DO UPDATE SET status = 'running', finished_at = NULL, error_message = NULL`,
      [op.jobId, userId, op.source, op.fingerprint, op.bytes, op.at],
    );
    this.#database.run(
      `INSERT OR REPLACE INTO job_runs (id, job_type, user_id, import_job_id, started_at, status, correlation)
        VALUES (?, 'import_zip', ?, ?, ?, 'running', ?)`,
      [op.runId, userId, op.jobId, op.at, op.correlation ?? null],
    );
  }

  close({ jobId, runId, outcome, message, at }: OperationOf<'importClose'>): void {
    const files = this.#files.of(jobId);
    const status: JobStatus = outcome === 'finished' ? (isPartial(files) ? 'partial' : 'success') : outcome;
    const span = hullOf(files);
    const stored = sum(files, ({ newRows }) => newRows);
    this.#database.run(
      `UPDATE import_jobs SET status = ?, finished_at = ?, format_detected = ?, records_ingested = ?,
        earliest_played_at = ?, latest_played_at = ?, error_message = ? WHERE id = ?`,
      [status, at, formatOf(files), stored, span?.from ?? null, span?.to ?? null, message ?? null, jobId],
    );
    const [fetched, inserted] = this.#database.row(
      'SELECT COALESCE(sum(fetched), 0), COALESCE(sum(inserted), 0) FROM job_runs WHERE import_job_id = ? AND id <> ?',
      [jobId, runId],
    ) as [number, number];
    this.#database.run(
      `UPDATE job_runs SET status = ?, finished_at = ?, fetched = ?, inserted = ?, files_processed = ?,
        error_message = ? WHERE id = ?`,
      [
        status,
        at,
        sum(files, ({ rowsRead }) => rowsRead) - fetched,
        stored - inserted,
        files.filter(({ done }) => done).length,
        message ?? null,
        runId,
      ],
    );
  }

  /** Ends the runs that a killed process left. @returns the jobs; they can be continued */
  interruptRunning(): readonly number[] {
    const jobs = this.#database
      .rows("SELECT id FROM import_jobs WHERE status = 'running'")
      .map(([id]) => Number(id));
    this.#database.run("UPDATE import_jobs SET status = 'interrupted' WHERE status = 'running'");
    this.#database.run("UPDATE job_runs SET status = 'interrupted' WHERE status = 'running'");
    return jobs;
  }

  /** Newest first. */
  latest(limit: number, account?: string): ImportJob[] {
    const sql = `SELECT j.id, j.status, u.account, j.source, j.started_at, j.finished_at, j.error_message
      FROM import_jobs j JOIN users u ON u.id = j.user_id
      WHERE ?2 IS NULL OR u.account = ?2 ORDER BY j.id DESC LIMIT ?1`;
    return this.#database.rows(sql, [limit, account ?? null]).map((row) => this.#describe(row));
  }

  #describe([id, status, account, source, startedAt, finishedAt, error]: SqlValue[]): ImportJob {
    const files = this.#files.of(Number(id));
    const reports = files.map(fileReportOf);
    const span = hullOf(files);
    return {
      job_id: Number(id),
      status: String(status) as JobStatus,
      account: String(account),
      source: String(source),
      started_at: iso(startedAt),
      ...(finishedAt !== null && { finished_at: iso(finishedAt) }),
      format: formatOf(files),
      rows_read: sum(reports, (file) => file.rows_read),
      stored: sum(reports, (file) => file.stored),
      already_known: sum(reports, (file) => file.already_known),
      superseded: sum(reports, (file) => file.superseded),
      left_out: sumLeftOut(files.map(({ leftOut }) => leftOut)),
      ...(span && { first_played_at: iso(span.from), last_played_at: iso(span.to) }),
      ...(error !== null && { error: String(error) }),
    };
  }
}

/** Something of a file could not be read. */
function isPartial(files: readonly ImportFile[]): boolean {
  return files.some(({ error, leftOut }) => error !== undefined || (leftOut.damaged ?? 0) > 0);
}

/** `endsong`: rows with `ts`, whatever the file is called; `streaming_history`: rows of the account package. */
function formatOf(files: readonly ImportFile[]): ImportJob['format'] {
  const extended = files.some(({ format }) => format === 'extended' || format === 'endsong');
  const account = files.some(({ format }) => format === 'account');
  if (extended) return account ? 'mixed' : 'endsong';
  return account ? 'streaming_history' : 'none';
}

function sum<T>(items: readonly T[], count: (item: T) => number): number {
  return items.reduce((total, item) => total + count(item), 0);
}

function iso(ms: SqlValue | undefined): string {
  return new Date(Number(ms)).toISOString();
}

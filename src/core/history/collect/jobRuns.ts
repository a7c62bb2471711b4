import type * as z from 'zod';
import type { CollectJob } from '../../../protocol/collect/collectRequests.ts';
import type { JobRun, jobRunsParams } from '../../../protocol/ops/opsRequests.ts';
import type { SqlDatabase, SqlValue } from '../sqlDatabase.ts';
import type { CollectOperationOf, RunCounts } from './collectOperations.ts';

const defaultLimit = 20;

const insert = `INSERT INTO job_runs (id, job_type, user_id, started_at, finished_at, status, fetched, inserted,
    updated, rate_limits, error_message, correlation)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
  ON CONFLICT (id) DO UPDATE SET finished_at = ?5, status = ?6, fetched = ?7, inserted = ?8, updated = ?9,
    rate_limits = ?10, error_message = ?11`;

/** The table `job_runs` as far as the collector writes it, and what is asked of it. */
export class JobRuns {
  readonly #database: SqlDatabase;

  constructor(database: SqlDatabase) {
    this.#database = database;
  }

  /** What a run of the collector has done so far; `undefined` where there is no such run of the account. */
  countsOf(runId: number, job: CollectJob, account: string): RunCounts | undefined {
    const row = this.#database.row(
      `SELECT r.fetched, r.inserted, r.updated, r.rate_limits FROM job_runs r JOIN users u ON u.id = r.user_id
        WHERE r.id = ? AND r.job_type = ? AND u.account = ?`,
      [runId, job, account],
    );
    if (row === undefined) return undefined;
    const [fetched, inserted, updated, rateLimits] = row as [number, number, number, number];
    return { fetched, inserted, updated, rateLimits };
  }

  stored(userId: number, operation: CollectOperationOf<'collectStore'>): void {
    const { done, stoppedBecause } = operation;
    this.#put(userId, operation, done ? 'success' : 'running', stoppedBecause);
  }

  failed(userId: number, operation: CollectOperationOf<'collectFail'>): void {
    const { failure, message } = operation;
    this.#put(userId, operation, failure === 'cancelled' ? 'cancelled' : 'error', message);
  }

  /** @param updated tracks of which something came to be known */
  enriched(userId: number, operation: CollectOperationOf<'enrichStore'>, updated: number): void {
    const { runId, startedAt, requests, rateLimits, error, correlation, at } = operation;
    const status = error === undefined ? 'success' : updated > 0 ? 'partial' : 'error';
    const counts = [requests, 0, updated, rateLimits];
    const words = [error ?? null, correlation ?? null];
    this.#database.run(insert, [runId, 'enrich', userId, startedAt, at, status, ...counts, ...words]);
  }

  /** Ends the runs of the collector that a killed process left. */
  interruptRunning(): void {
    this.#database.run(
      "UPDATE job_runs SET status = 'interrupted' WHERE status = 'running' AND job_type <> 'import_zip'",
    );
  }

  /** Forgets the runs of the collector that began before an instant. The newest run stays: ids go on from it. */
  forgetBefore(instant: number): void {
    this.#database.run(
      `DELETE FROM job_runs WHERE job_type IN ('poll', 'initial_sync', 'enrich') AND started_at < ?
        AND id < (SELECT max(id) FROM job_runs)`,
      [instant],
    );
  }

  /** Newest first. */
  list({ limit = defaultLimit, type, status, account }: z.output<typeof jobRunsParams>): JobRun[] {
    return this.#database
      .rows(
        `SELECT r.id, r.job_type, u.account, r.started_at, r.finished_at, r.status, r.fetched, r.inserted, r.updated,
            r.rate_limits, r.files_processed, r.error_message, r.correlation
          FROM job_runs r LEFT JOIN users u ON u.id = r.user_id
          WHERE (?2 IS NULL OR r.job_type = ?2) AND (?3 IS NULL OR r.status = ?3) AND (?4 IS NULL OR u.account = ?4)
          ORDER BY r.id DESC LIMIT ?1`,
        [limit, type ?? null, status ?? null, account ?? null],
      )
      .map(fromRow);
  }

  #put(
    userId: number,
    { runId, job, startedAt, counts, correlation, at }: CollectOperationOf<'collectStore' | 'collectFail'>,
    status: JobRun['status'],
    message: string | undefined,
  ): void {
    const { fetched, inserted, updated, rateLimits } = counts;
    this.#database.run(insert, [
      runId,
      job,
      userId,
      startedAt,
      status === 'running' ? null : at,
      status,
      fetched,
      inserted,
      updated,
      rateLimits,
      message ?? null,
      correlation ?? null,
    ]);
  }
}

function fromRow(row: SqlValue[]): JobRun {
  const [id, type, account, startedAt, finishedAt, status, ...rest] = row;
  const [fetched, inserted, updated, rateLimits, files, message, correlation] = rest;
  const isFine = status === 'success' || status === 'running';
  return {
    run_id: Number(id),
    type: type as JobRun['type'],
    ...(account !== null && { account: String(account) }),
    started_at: iso(startedAt),
    ...(finishedAt !== null && { finished_at: iso(finishedAt) }),
    status: status as JobRun['status'],
    fetched: Number(fetched),
    inserted: Number(inserted),
    updated: Number(updated),
    rate_limits: Number(rateLimits),
    files_processed: Number(files),
    ...(message !== null && { [isFine ? 'note' : 'error']: String(message) }),
    ...(correlation !== null && { correlation: String(correlation) }),
  };
}

function iso(ms: SqlValue | undefined): string {
  return new Date(Number(ms)).toISOString();
}

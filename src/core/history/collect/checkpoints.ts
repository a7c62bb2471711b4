import type { Checkpoint, CollectFailure } from '../../../protocol/collect/collectRequests.ts';
import type { SqlDatabase, SqlValue } from '../sqlDatabase.ts';
import type { CollectOperationOf } from './collectOperations.ts';

const select = `SELECT u.account, c.initial_sync_started_at, c.initial_sync_completed_at,
    c.initial_sync_earliest_played_at, c.last_poll_started_at, c.last_poll_completed_at,
    c.last_poll_latest_played_at, c.status, c.error_message, c.failure, c.updated_at
  FROM sync_checkpoints c JOIN users u ON u.id = c.user_id`;

/** The table `sync_checkpoints`: how far each account is collected. */
export class Checkpoints {
  readonly #database: SqlDatabase;

  constructor(database: SqlDatabase) {
    this.#database = database;
  }

  /** In the order in which the accounts came. */
  all(): Checkpoint[] {
    return this.#database.rows(`${select} ORDER BY u.id`).map(fromRow);
  }

  of(account: string): Checkpoint | undefined {
    const row = this.#database.row(`${select} WHERE u.account = ?`, [account]);
    return row && fromRow(row);
  }

  /** A page was stored: what was wrong is over, but a pause stays. */
  stored(userId: number, { job, startedAt, page, done, at }: CollectOperationOf<'collectStore'>): void {
    this.#open(userId, at);
    this.#database.run(
      `UPDATE sync_checkpoints SET
          status = CASE status WHEN 'paused' THEN 'paused' ELSE 'idle' END, error_message = NULL, failure = NULL,
          last_poll_latest_played_at = max(COALESCE(last_poll_latest_played_at, ?2), COALESCE(?2, last_poll_latest_played_at)),
          updated_at = ?3
        WHERE user_id = ?1`,
      [userId, page?.newest ?? null, at],
    );
    if (job === 'poll') {
      this.#database.run(
        'UPDATE sync_checkpoints SET last_poll_started_at = ?2, last_poll_completed_at = ?3 WHERE user_id = ?1',
        [userId, startedAt, at],
      );
      return;
    }
    this.#database.run(
      `UPDATE sync_checkpoints SET initial_sync_started_at = ?2,
          initial_sync_earliest_played_at =
            min(COALESCE(initial_sync_earliest_played_at, ?3), COALESCE(?3, initial_sync_earliest_played_at)),
          initial_sync_completed_at = COALESCE(?4, initial_sync_completed_at)
        WHERE user_id = ?1`,
      [userId, startedAt, page?.oldest ?? null, done ? at : null],
    );
  }

  /** A job failed. One that was cancelled says nothing of the account. */
  failed(userId: number, operation: CollectOperationOf<'collectFail'>): void {
    const { job, startedAt, failure, message, at } = operation;
    this.#open(userId, at);
    const column = job === 'poll' ? 'last_poll_started_at' : 'initial_sync_started_at';
    this.#database.run(`UPDATE sync_checkpoints SET ${column} = ?2, updated_at = ?3 WHERE user_id = ?1`, [
      userId,
      startedAt,
      at,
    ]);
    if (failure === 'cancelled') return;
    this.#database.run(
      `UPDATE sync_checkpoints SET status = 'error', error_message = ?2, failure = ?3
        WHERE user_id = ?1 AND status <> 'paused'`,
      [userId, message, failure],
    );
  }

  /** Begins or ends a pause; what was wrong before it is tried anew after it. */
  paused(userId: number, paused: boolean, at: number): void {
    this.#open(userId, at);
    this.#database.run(
      `UPDATE sync_checkpoints SET status = ?2, error_message = NULL, failure = NULL, updated_at = ?3
        WHERE user_id = ?1 AND (status = 'paused') <> (?2 = 'paused')`,
      [userId, paused ? 'paused' : 'idle', at],
    );
  }

  #open(userId: number, at: number): void {
    this.#database.run(
      `INSERT INTO sync_checkpoints (user_id, status, updated_at) VALUES (?, 'idle', ?)
        ON CONFLICT (user_id) DO NOTHING`,
      [userId, at],
    );
  }
}

function fromRow(row: SqlValue[]): Checkpoint {
  const [account, syncStarted, syncCompleted, earliest, started, completed, latest, ...rest] = row;
  const [status, message, failure, updated] = rest;
  return {
    account: String(account),
    ...(syncStarted !== null && { initial_sync_started_at: Number(syncStarted) }),
    ...(syncCompleted !== null && { initial_sync_completed_at: Number(syncCompleted) }),
    ...(earliest !== null && { initial_sync_earliest_played_at: Number(earliest) }),
    ...(started !== null && { last_poll_started_at: Number(started) }),
    ...(completed !== null && { last_poll_completed_at: Number(completed) }),
    ...(latest !== null && { last_poll_latest_played_at: Number(latest) }),
    status: status as Checkpoint['status'],
    ...(message !== null && { error_message: String(message) }),
    ...(failure !== null && { failure: failure as CollectFailure }),
    updated_at: Number(updated),
  };
}

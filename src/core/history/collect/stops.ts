import type { Checkpoint, CollectFailure } from '../../../protocol/collect/collectRequests.ts';
import type { SqlDatabase } from '../sqlDatabase.ts';

export type StopReason = 'paused' | 'signed_out' | 'outage' | 'off';

/** Time in which an account was not collected, though it should have been. Unix ms. */
export interface Stop {
  readonly reason: StopReason;
  readonly from: number;
  readonly to: number;
}

/** Interval of polls where the collector does not say, ms. */
export const usualIntervalMs = 600_000;

/**
 * What has to be noted of the time since an account was last heard of: it was paused, it could not be collected, or
 * nobody tried for more than two intervals. `undefined` where all was well, or the clock was set back.
 * @param before the checkpoint as it was until now
 */
export function stopSince(before: Checkpoint | undefined, now: number, intervalMs: number): Stop | undefined {
  if (before === undefined || now <= before.updated_at) return undefined;
  const reason = reasonOf(before, now - before.updated_at > 2 * intervalMs);
  return reason && { reason, from: before.updated_at, to: now };
}

function reasonOf({ status, failure }: Checkpoint, isLong: boolean): StopReason | undefined {
  if (status === 'paused') return 'paused';
  if (status === 'error' && failure !== undefined) return failureReason(failure);
  return isLong ? 'off' : undefined;
}

function failureReason(failure: CollectFailure): StopReason {
  return failure === 'signed_out' ? 'signed_out' : 'outage';
}

/** The table `stops`: stretches of one reason that follow each other are one. */
export class Stops {
  readonly #database: SqlDatabase;

  constructor(database: SqlDatabase) {
    this.#database = database;
  }

  note(userId: number, { reason, from, to }: Stop): void {
    const continued = this.#database.run(
      `UPDATE stops SET to_at = max(to_at, ?4)
        WHERE user_id = ?1 AND reason = ?2 AND from_at <= ?3 AND to_at >= ?3`,
      [userId, reason, from, to],
    );
    if (continued > 0) return;
    this.#database.run('INSERT OR IGNORE INTO stops (user_id, reason, from_at, to_at) VALUES (?, ?, ?, ?)', [
      userId,
      reason,
      from,
      to,
    ]);
  }

  /**
   * What an account was stopped by for the longest time since an instant.
   * @param last a stop that is not noted yet
   */
  mainReason(userId: number, since: number, last: Stop | undefined): StopReason | undefined {
    const rows = this.#database.rows(
      `SELECT reason, sum(to_at - max(from_at, ?2)) FROM stops
        WHERE user_id = ?1 AND to_at > ?2 GROUP BY reason ORDER BY reason`,
      [userId, since],
    );
    const times = new Map(rows.map(([reason, ms]) => [reason as StopReason, Number(ms)]));
    if (last !== undefined) {
      times.set(last.reason, (times.get(last.reason) ?? 0) + last.to - Math.max(last.from, since));
    }
    let main: StopReason | undefined;
    for (const [reason, ms] of times) {
      if (ms > 0 && (main === undefined || ms > (times.get(main) ?? 0))) main = reason;
    }
    return main;
  }
}

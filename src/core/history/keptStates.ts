import type { StoredState, StoredStateHead } from '../../protocol/spotify/savedStates.ts';
import { InputError } from '../errors.ts';
import type { OperationOf } from './operations.ts';
import { overwritingDelete } from './overwritingDelete.ts';
import type { SqlDatabase, SqlValue } from './sqlDatabase.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Age at which a state that is not pinned is gone, ms. */
export const stateLifeMs = 30 * dayMs;
/** Age at which it must leave the files too, whether or not anything else calls for a snapshot of the database. */
const longestOnDiskMs = 60 * dayMs;
/** States of one account that are not pinned; the oldest go first. */
export const mostStates = 200;
/** States of one account that are pinned; more are refused, since none of them may go by itself. */
export const mostPinned = 200;
/** The same for the bytes of their content, each kind for itself: the database lies in memory. */
export const mostStateBytes = 32 * 1024 * 1024;
/** Longest content of one state, as UTF-8. A playlist of 10,000 entries takes 0.4 MB. */
export const longestStateBytes = 4 * 1024 * 1024;

/** Which states of an account a list shows. */
export interface StateFilter {
  readonly account: string;
  readonly pinned?: boolean | undefined;
  /** URI of the playlist. */
  readonly subject?: string | undefined;
  readonly limit?: number | undefined;
}

const head = 'state_id, account, saved_at, label, subject, pinned, by_undo';
/** Not expired, by the first parameter. */
const alive = '(pinned = 1 OR saved_at > ?1)';

/** The table `saved_states`: what there was before a change, and what the user asked to keep. */
export class KeptStates {
  readonly #database: SqlDatabase;

  constructor(database: SqlDatabase) {
    this.#database = database;
  }

  /**
   * Whether there is room for a state; to be called before it is put.
   * @throws InputError where it is too large, or where too many are pinned
   */
  check({ account, content, pinned }: StoredState): void {
    const bytes = new TextEncoder().encode(content).length;
    if (bytes > longestStateBytes) {
      throw new InputError('This is too large to be kept: more than 4 MB.', {
        hint: 'Do it in smaller parts, such as with fewer items at a time.',
      });
    }
    if (!pinned) return;
    const [count, total] = this.#database.row(
      'SELECT count(*), COALESCE(sum(bytes), 0) FROM saved_states WHERE pinned = 1 AND account = ?',
      [account],
    ) as [number, number];
    if (count < mostPinned && total + bytes <= mostStateBytes) return;
    throw new InputError(`There is no room for another snapshot: ${count} are kept.`, {
      hint: 'Delete one that is not needed any more with spotify_delete_playlist_snapshot.',
    });
  }

  /** Keeps a state, and lets go of what is too old or too much. One of the same id stays as it is. */
  put({ state, at }: OperationOf<'statePut'>): void {
    const { id, account, savedAt, label, subject, pinned, byUndo, content } = state;
    const kept: SqlValue[] = [account, id, savedAt, pinned ? 1 : 0, byUndo === true ? 1 : 0, subject ?? null];
    this.#database.run(
      `INSERT INTO saved_states (account, state_id, saved_at, pinned, by_undo, subject, label, bytes, content)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, length(?8), CAST(?8 AS TEXT)) ON CONFLICT (account, state_id) DO NOTHING`,
      // As bytes: sql.js hands over a long text character by character.
      [...kept, label, new TextEncoder().encode(content)],
    );
    this.expire(at);
    this.#makeRoom(account);
  }

  remove({ account, id }: Omit<OperationOf<'stateRemove'>, 'op'>): void {
    overwritingDelete(this.#database, 'DELETE FROM saved_states WHERE account = ? AND state_id = ?', [
      account,
      id,
    ]);
  }

  /** `undefined` also for one that has expired. @param now Unix ms */
  get(account: string, id: string, now: number): StoredState | undefined {
    const row = this.#database.row(
      `SELECT ${head}, content FROM saved_states WHERE ${alive} AND account = ?2 AND state_id = ?3`,
      [now - stateLifeMs, account, id],
    );
    return row && { ...headOf(row), content: String(row[7]) };
  }

  /** Newest first. @param now Unix ms */
  list({ account, pinned, subject, limit }: StateFilter, now: number): StoredStateHead[] {
    return this.#database
      .rows(
        `SELECT ${head} FROM saved_states
          WHERE ${alive} AND account = ?2 AND (?3 IS NULL OR pinned = ?3) AND (?4 IS NULL OR subject = ?4)
          ORDER BY id DESC LIMIT ?5`,
        [
          now - stateLifeMs,
          account,
          pinned === undefined ? null : pinned ? 1 : 0,
          subject ?? null,
          limit ?? -1,
        ],
      )
      .map(headOf);
  }

  /**
   * Removes what has expired.
   * @param now Unix ms
   * @returns whether some of it has lain in the files so long that they should be written anew
   */
  expire(now: number): boolean {
    const oldest = this.#database.row('SELECT min(saved_at) FROM saved_states WHERE pinned = 0')?.[0];
    if (typeof oldest !== 'number' || oldest > now - stateLifeMs) return false;
    overwritingDelete(this.#database, 'DELETE FROM saved_states WHERE pinned = 0 AND saved_at <= ?', [
      now - stateLifeMs,
    ]);
    return oldest <= now - longestOnDiskMs;
  }

  #makeRoom(account: string): void {
    const [count, bytes] = this.#database.row(
      'SELECT count(*), COALESCE(sum(bytes), 0) FROM saved_states WHERE pinned = 0 AND account = ?',
      [account],
    ) as [number, number];
    if (count <= mostStates && bytes <= mostStateBytes) return;
    overwritingDelete(
      this.#database,
      `DELETE FROM saved_states WHERE id IN (
        SELECT id FROM (
          SELECT id, row_number() OVER newest AS place, sum(bytes) OVER newest AS total FROM saved_states
            WHERE pinned = 0 AND account = ?
            WINDOW newest AS (ORDER BY id DESC ROWS UNBOUNDED PRECEDING)
        ) WHERE place > ? OR total > ?)`,
      [account, mostStates, mostStateBytes],
    );
  }
}

function headOf([id, account, savedAt, label, subject, pinned, byUndo]: SqlValue[]): StoredStateHead {
  return {
    id: String(id),
    account: String(account),
    savedAt: Number(savedAt),
    label: String(label),
    ...(subject !== null && { subject: String(subject) }),
    pinned: pinned === 1,
    ...(byUndo === 1 && { byUndo: true }),
  };
}

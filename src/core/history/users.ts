import type { AccountInUse } from '../../protocol/spotify/accounts.ts';
import { supersedable } from './matching.ts';
import { sourceIds } from './observationWriter.ts';
import type { SqlDatabase } from './sqlDatabase.ts';

/** Account name used where the caller names none and there is not exactly one. */
export const defaultAccount = 'default';

export interface User {
  readonly id: number;
  readonly account: string;
}

/** The accounts. One without a single observation, as a failed import leaves it, is not among them. */
export class Users {
  readonly #database: SqlDatabase;

  constructor(database: SqlDatabase) {
    this.#database = database;
  }

  /** In the order in which they came. */
  all(): User[] {
    return this.#database
      .rows(
        `SELECT id, account FROM users
          WHERE EXISTS (SELECT 1 FROM observations WHERE user_id = users.id) ORDER BY id`,
      )
      .map(([id, account]) => ({ id: Number(id), account: String(account) }));
  }

  /** The user of an account; a new one is added. @param at Unix ms */
  open(account: string, at: number): number {
    this.#database.run(
      'INSERT INTO users (account, created_at, updated_at) VALUES (?1, ?2, ?2) ON CONFLICT (account) DO NOTHING',
      [account, at],
    );
    return Number(this.#database.row('SELECT id FROM users WHERE account = ?', [account])?.[0]);
  }

  /** Gives an account another name, unless that one is taken. */
  rename({ from, to, at }: { readonly from: string; readonly to: string; readonly at: number }): void {
    this.#database.run(
      `UPDATE users SET account = ?2, updated_at = ?3
        WHERE account = ?1 AND NOT EXISTS (SELECT 1 FROM users WHERE account = ?2)`,
      [from, to, at],
    );
  }

  /**
   * Name that an account which the caller left out has: the signed-in one in use, else the only one there is.
   * Where one alone is signed in, a history under another name is taken for its own rather than for nobody's.
   */
  nameOf(account: string | undefined, inUse?: AccountInUse): string {
    if (account !== undefined) return account;
    const users = this.all();
    const only = users.length === 1 ? users[0]?.account : undefined;
    if (inUse === undefined) return only ?? defaultAccount;
    const isKnown = users.some((user) => user.account === inUse.account);
    return isKnown || !inUse.alone ? inUse.account : (only ?? inUse.account);
  }

  /** Listens that speak. */
  listens(userId: number): number {
    return this.#count('user_id = ?', [userId]) - this.superseded(userId);
  }

  /** Observations that another one speaks for. */
  superseded(userId: number): number {
    let count = 0;
    for (const source of supersedable) {
      const where = 'user_id = ? AND source = ? AND superseded_by IS NOT NULL';
      count += this.#count(where, [userId, sourceIds[source]]);
    }
    return count;
  }

  #count(where: string, params: number[]): number {
    return Number(this.#database.row(`SELECT count(*) FROM observations WHERE ${where}`, params)?.[0]);
  }
}

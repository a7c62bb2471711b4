import type { AccountInUse } from '../../protocol/spotify/accounts.ts';
import { supersedable } from './matching.ts';
import { sourceIds } from './observationWriter.ts';
import type { SqlDatabase } from './sqlDatabase.ts';

/** Account name used where the caller names none and there is not exactly one. */
export const defaultAccount = 'default';

/** What the collector keeps for an account. */
const collectedTables = [
  'observations',
  'live_listens',
  'gaps',
  'stops',
  'sync_checkpoints',
  'job_runs',
] as const;

/* Counting millions of listens takes longer than storing a poll, so what a matching changes is counted as it happens. */
const watchSpeaking = `
CREATE TEMP TABLE IF NOT EXISTS speaking_changes (user_id INTEGER PRIMARY KEY, listens INTEGER NOT NULL);
CREATE TEMP TRIGGER IF NOT EXISTS speaking_changed AFTER UPDATE OF superseded_by ON observations
WHEN (old.superseded_by IS NULL) <> (new.superseded_by IS NULL)
BEGIN
  INSERT INTO speaking_changes VALUES (new.user_id, CASE WHEN new.superseded_by IS NULL THEN 1 ELSE -1 END)
    ON CONFLICT (user_id) DO UPDATE SET listens = listens + excluded.listens;
END;`;

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

  /** The user of an account, if there is one. */
  idOf(account: string): number | undefined {
    const row = this.#database.row('SELECT id FROM users WHERE account = ?', [account]);
    return row && Number(row[0]);
  }

  /** Nothing was imported into it: what it has, if anything, was collected. */
  isOnlyCollected(userId: number): boolean {
    return this.#database.row('SELECT 1 FROM import_jobs WHERE user_id = ? LIMIT 1', [userId]) === undefined;
  }

  /**
   * Gives an account another name. Where that name is an account's into which nothing was imported, what was
   * collected of it becomes the renamed one's; any other name that is taken is left alone.
   * @returns the renamed account, if it took up another one
   */
  rename({
    from,
    to,
    at,
  }: {
    readonly from: string;
    readonly to: string;
    readonly at: number;
  }): number | undefined {
    const renamed = this.idOf(from);
    const taken = this.idOf(to);
    if (renamed === undefined || (taken !== undefined && !this.isOnlyCollected(taken))) return undefined;
    if (taken !== undefined) {
      for (const table of collectedTables) {
        this.#database.run(`UPDATE OR IGNORE ${table} SET user_id = ?2 WHERE user_id = ?1`, [taken, renamed]);
        this.#database.run(`DELETE FROM ${table} WHERE user_id = ?`, [taken]);
      }
      this.#database.run('DELETE FROM users WHERE id = ?', [taken]);
    }
    this.#database.run('UPDATE users SET account = ?, updated_at = ? WHERE id = ?', [to, at, renamed]);
    return taken === undefined ? undefined : renamed;
  }

  /**
   * Name that an account which the caller left out has: the signed-in one in use, else the only one there is.
   * Where one alone is signed in, a history under another name is taken for its own rather than for nobody's, unless
   * it was collected: then it is that of somebody else who was signed in.
   */
  nameOf(account: string | undefined, inUse?: AccountInUse): string {
    if (account !== undefined) return account;
    const users = this.all();
    const only = users.length === 1 ? users[0]?.account : undefined;
    if (inUse === undefined) return only ?? defaultAccount;
    const isKnown = users.some((user) => user.account === inUse.account);
    if (isKnown || !inUse.alone || only === undefined || this.#isCollected(only)) return inUse.account;
    return only;
  }

  #isCollected(account: string): boolean {
    const sql = 'SELECT 1 FROM sync_checkpoints c JOIN users u ON u.id = c.user_id WHERE u.account = ?';
    return this.#database.row(sql, [account]) !== undefined;
  }

  /** Listens that speak. From now on {@link takeSpeakingChange} tells what a matching changes. */
  listens(userId: number): number {
    this.#database.script(watchSpeaking);
    this.takeSpeakingChange(userId);
    // SQLite counts the rows of a whole table by its pages, in a tenth of the time that it takes to look at each.
    const isAlone = this.all().every(({ id }) => id === userId);
    const where = isAlone ? '' : ' WHERE user_id = ?';
    const stored = this.#count(where, isAlone ? [] : [userId]);
    return stored - this.superseded(userId);
  }

  /** How many listens more (or fewer) speak since they were counted, or since the last call, but for new ones. */
  takeSpeakingChange(userId: number): number {
    const row = this.#database.row('SELECT listens FROM speaking_changes WHERE user_id = ?', [userId]);
    if (row === undefined) return 0;
    this.#database.run('DELETE FROM speaking_changes WHERE user_id = ?', [userId]);
    return Number(row[0]);
  }

  /** Observations that another one speaks for. */
  superseded(userId: number): number {
    let count = 0;
    for (const source of supersedable) {
      const where = 'user_id = ? AND source = ? AND superseded_by IS NOT NULL';
      count += this.#count(` WHERE ${where}`, [userId, sourceIds[source]]);
    }
    return count;
  }

  #count(where: string, params: number[]): number {
    return Number(this.#database.row(`SELECT count(*) FROM observations${where}`, params)?.[0]);
  }
}

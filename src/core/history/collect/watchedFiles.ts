import type { SqlDatabase } from '../sqlDatabase.ts';
import type { CollectOperationOf } from './collectOperations.ts';

/** The tables `watched_files`, files of the watched folder that were dealt with, and `watched_begun`, those under way. */
export class WatchedFiles {
  readonly #database: SqlDatabase;

  constructor(database: SqlDatabase) {
    this.#database = database;
  }

  /** Those of the keys that were dealt with, imported or not. */
  seen(keys: readonly string[]): string[] {
    return keys.filter(
      (key) => this.#database.row('SELECT 1 FROM watched_files WHERE key = ?', [key]) !== undefined,
    );
  }

  /** How often the import of a file began since one last ended. */
  timesBegun(key: string): number {
    return Number(this.#database.row('SELECT times FROM watched_begun WHERE key = ?', [key])?.[0] ?? 0);
  }

  begun({ key, times, at }: CollectOperationOf<'watchBegun'>): void {
    if (times === 0) this.#forget(key);
    else {
      this.#database.run('INSERT OR REPLACE INTO watched_begun (key, times, at) VALUES (?, ?, ?)', [
        ...[key, times, at],
      ]);
    }
  }

  done({ key, outcome, message, at }: CollectOperationOf<'watchDone'>): void {
    this.#forget(key);
    this.#database.run(
      'INSERT OR REPLACE INTO watched_files (key, outcome, message, at) VALUES (?, ?, ?, ?)',
      [key, outcome, message ?? null, at],
    );
  }

  #forget(key: string): void {
    this.#database.run('DELETE FROM watched_begun WHERE key = ?', [key]);
  }
}

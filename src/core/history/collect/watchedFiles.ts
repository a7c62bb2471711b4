import type { SqlDatabase } from '../sqlDatabase.ts';
import type { CollectOperationOf } from './collectOperations.ts';

/** The table `watched_files`: files of the watched folder that were dealt with. */
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

  done({ key, outcome, message, at }: CollectOperationOf<'watchDone'>): void {
    this.#database.run(
      'INSERT OR REPLACE INTO watched_files (key, outcome, message, at) VALUES (?, ?, ?, ?)',
      [key, outcome, message ?? null, at],
    );
  }
}

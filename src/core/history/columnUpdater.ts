import { RowInserter } from './rowInserter.ts';
import type { SqlDatabase } from './sqlDatabase.ts';

/** Sets one column of many rows of a table, by `id`, with few statements. */
export class ColumnUpdater {
  readonly #database: SqlDatabase;
  readonly #inserter: RowInserter;
  readonly #update: string;
  readonly #clear: string;

  /** The names are part of the source text, never of a user's input. */
  constructor(database: SqlDatabase, table: string, column: string) {
    const changes = `changes_of_${table}_${column}`;
    this.#database = database;
    database.script(`CREATE TEMP TABLE IF NOT EXISTS ${changes} (id INTEGER PRIMARY KEY, value INTEGER)`);
    this.#inserter = new RowInserter(database, {
      into: `INSERT INTO ${changes}`,
      shared: [],
      columns: ['id', 'value'],
    });
    // By the ids of the changes: with `FROM` SQLite walks the whole table, and asks for each row whether it changed.
    this.#update = `UPDATE ${table} SET ${column} = (SELECT value FROM ${changes} c WHERE c.id = ${table}.id)
      WHERE id IN (SELECT id FROM ${changes})`;
    this.#clear = `DELETE FROM ${changes}`;
  }

  /** Sets the values; each row may be named once. */
  set(values: Iterable<readonly [id: number, value: number | null]>): void {
    this.#inserter.begin([]);
    for (const value of values) this.#inserter.add(value);
    if (this.#inserter.end() === 0) return;
    this.#database.run(this.#update);
    this.#database.run(this.#clear);
  }
}

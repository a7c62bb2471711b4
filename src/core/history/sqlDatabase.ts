import initSqlJs from 'sql.js';

/** What a cell of a result holds; whole numbers come as numbers. */
export type SqlValue = number | string | Uint8Array | null;

/** The loaded WebAssembly module. */
export type SqlJs = Awaited<ReturnType<typeof initSqlJs>>;
type Statement = ReturnType<InstanceType<SqlJs['Database']>['prepare']>;

/** Makes databases out of the bytes of `sql-wasm.wasm`. The WebAssembly module is instantiated once a process. */
export async function loadSqlJs(wasm: Uint8Array): Promise<SqlJs> {
  return initSqlJs({ wasmBinary: wasm.slice().buffer });
}

/**
 * One SQLite database in memory. Statements are compiled once and kept. Nothing here reaches a disk: see
 * durability.ts.
 */
export class SqlDatabase {
  readonly #database: InstanceType<SqlJs['Database']>;
  readonly #statements = new Map<string, Statement>();
  #inTransaction = false;

  /**
   * @param bytes a database file; without them the database is empty
   * @throws Error of SQLite, if the bytes are no database
   */
  constructor(sql: SqlJs, bytes?: Uint8Array) {
    this.#database = new sql.Database(bytes);
    // The file is private memory of this connection: its syncs and locks protect nothing. Its rollback journal
    // does: a failing batch leaves no half of itself.
    for (const pragma of [
      'journal_mode = MEMORY',
      'synchronous = OFF',
      'locking_mode = EXCLUSIVE',
      'temp_store = MEMORY',
      'cache_size = -16384',
    ]) {
      this.#database.run(`PRAGMA ${pragma}`);
    }
  }

  /** Runs several statements without parameters, such as those of a migration. */
  script(sql: string): void {
    this.#database.run(sql);
  }

  /** @returns how many rows the statement changed. */
  run(sql: string, params: SqlValue[] = []): number {
    this.#statement(sql).run(params);
    return this.#database.getRowsModified();
  }

  /** First row, or `undefined` if there is none. */
  row(sql: string, params: SqlValue[] = []): SqlValue[] | undefined {
    const statement = this.#statement(sql);
    statement.bind(params);
    try {
      return statement.step() ? statement.get() : undefined;
    } finally {
      statement.reset();
    }
  }

  rows(sql: string, params: SqlValue[] = []): SqlValue[][] {
    const found: SqlValue[][] = [];
    this.each(sql, params, (row) => found.push(row));
    return found;
  }

  /** Visits the rows one by one; a visitor must not use the same statement. */
  each(sql: string, params: SqlValue[], visit: (row: SqlValue[]) => void): void {
    const statement = this.#statement(sql);
    statement.bind(params);
    try {
      while (statement.step()) visit(statement.get());
    } finally {
      statement.reset();
    }
  }

  /** Names of the columns that a statement answers with; it is compiled and not run. */
  columnsOf(sql: string): string[] {
    const statement = this.#database.prepare(sql);
    try {
      return statement.getColumnNames();
    } finally {
      statement.free();
    }
  }

  /**
   * Runs a statement that will not come again.
   * @param visit returns whether it wants another row
   * @returns the names of the columns
   */
  read(sql: string, params: SqlValue[], visit: (row: SqlValue[]) => boolean): string[] {
    const statement = this.#database.prepare(sql);
    try {
      statement.bind(params);
      while (statement.step()) if (!visit(statement.get())) break;
      return statement.getColumnNames();
    } finally {
      statement.free();
    }
  }

  /** Makes a function that statements can call. {@link export} forgets it. */
  define(name: string, work: (...values: SqlValue[]) => SqlValue): void {
    this.#database.create_function(name, work);
  }

  /** All of the work or, if it throws, nothing of it. Inside another transaction it is a part of that one. */
  transaction<T>(work: () => T): T {
    if (this.#inTransaction) return work();
    this.#database.run('BEGIN');
    this.#inTransaction = true;
    try {
      const result = work();
      this.#database.run('COMMIT');
      return result;
    } catch (error) {
      this.#database.run('ROLLBACK');
      throw error;
    } finally {
      this.#inTransaction = false;
    }
  }

  /** Writes the database anew in itself, so that no part of it holds what was deleted. */
  pack(): void {
    this.#database.run('VACUUM');
  }

  /** The database as the bytes of a file. */
  export(): Uint8Array {
    return this.#database.export();
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #statement(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

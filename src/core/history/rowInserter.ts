import type { SqlDatabase, SqlValue } from './sqlDatabase.ts';

/** Rows per statement: from about 50 on, more make it no faster. Smaller sizes serve the rest. */
const sizes = [128, 16, 1] as const;

export interface InsertShape {
  /** `INSERT OR IGNORE INTO observations`, for instance. */
  readonly into: string;
  /** Columns that have the same value in all rows between two flushes. */
  readonly shared: readonly string[];
  /** Columns of each row. */
  readonly columns: readonly string[];
  /** What stands after the values, such as an `ON CONFLICT` clause. */
  readonly suffix?: string;
}

/** Inserts many rows of whole numbers and texts with few statements. */
export class RowInserter {
  readonly #database: SqlDatabase;
  readonly #shape: InsertShape;
  readonly #width: number;
  readonly #statements = new Map<number, string>();
  #shared: readonly SqlValue[] = [];
  #pending: SqlValue[] = [];
  #changes = 0;

  constructor(database: SqlDatabase, shape: InsertShape) {
    this.#database = database;
    this.#shape = shape;
    this.#width = shape.columns.length;
  }

  /** Starts a series of rows with the values of the shared columns. */
  begin(shared: readonly SqlValue[]): void {
    this.#shared = shared;
    this.#pending = [...shared];
    this.#changes = 0;
  }

  /** One row, with as many values as the shape has columns. */
  add(row: readonly SqlValue[]): void {
    for (let i = 0; i < row.length; i++) this.#pending.push(row[i] as SqlValue);
    if (this.#pending.length < this.#shared.length + sizes[0] * this.#width) return;
    this.#changes += this.#database.run(this.#statement(sizes[0]), this.#pending);
    this.#pending.length = this.#shared.length;
  }

  /** Ends the series. @returns how many rows it inserted or changed. */
  end(): number {
    let at = this.#shared.length;
    for (const size of sizes) {
      for (const step = size * this.#width; at + step <= this.#pending.length; at += step) {
        const values = [...this.#shared, ...this.#pending.slice(at, at + step)];
        this.#changes += this.#database.run(this.#statement(size), values);
      }
    }
    this.#pending = [];
    return this.#changes;
  }

  #statement(rows: number): string {
    let statement = this.#statements.get(rows);
    if (statement === undefined) {
      statement = insertStatement(this.#shape, rows);
      this.#statements.set(rows, statement);
    }
    return statement;
  }
}

function insertStatement({ into, shared, columns, suffix }: InsertShape, rows: number): string {
  let next = shared.length + 1;
  const sharedValues = shared.map((_, i) => `?${i + 1}`);
  const values = Array.from(
    { length: rows },
    () => `(${[...sharedValues, ...columns.map(() => `?${next++}`)].join(', ')})`,
  );
  return `${into} (${[...shared, ...columns].join(', ')}) VALUES ${values.join(', ')} ${suffix ?? ''}`;
}

import type { SqlDatabase } from '../sqlDatabase.ts';

/**
 * Columns that the newest schema of older builds lacks and that they do without: they name the columns that they write
 * and read, so a row of theirs leaves these empty. Such a column needs no version of its own, and nobody is kept from
 * a history by it. What an older build could misread is a migration instead.
 *
 * correlation: of what began the run; 32 hex digits, the trace id.
 */
const added = [{ table: 'job_runs', column: 'correlation', type: 'TEXT' }] as const;

/** Adds what is missing. The database is that of the newest schema. */
export function addColumns(database: SqlDatabase): void {
  for (const { table, column, type } of added) {
    const sql = 'SELECT 1 FROM pragma_table_info(?) WHERE name = ?';
    if (database.row(sql, [table, column]) === undefined)
      database.script(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}`);
  }
}

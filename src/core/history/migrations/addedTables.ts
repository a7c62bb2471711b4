import type { SqlDatabase } from '../sqlDatabase.ts';

/**
 * Tables that the newest schema of older builds lacks and that they do without; see addedColumns.ts.
 *
 * watched_begun: files of the watched folder whose import began and has not ended. A table of its own, since whatever
 * stands in watched_files was dealt with.
 */
const added = `
CREATE TABLE IF NOT EXISTS watched_begun (
  key TEXT PRIMARY KEY,
  times INTEGER NOT NULL,
  at INTEGER NOT NULL
) WITHOUT ROWID;
`;

/** Adds what is missing. The database is that of the newest schema. */
export function addTables(database: SqlDatabase): void {
  database.script(added);
}

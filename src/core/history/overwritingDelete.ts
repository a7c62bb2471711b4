import type { SqlDatabase, SqlValue } from './sqlDatabase.ts';

/** Deletes rows and overwrites them: by itself SQLite leaves the text in the unused pages of the file. */
export function overwritingDelete(database: SqlDatabase, sql: string, params: SqlValue[]): void {
  database.script('PRAGMA secure_delete = ON');
  try {
    database.run(sql, params);
  } finally {
    database.script('PRAGMA secure_delete = OFF');
  }
}

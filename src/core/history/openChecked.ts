import { SqlDatabase, type SqlJs } from './sqlDatabase.ts';

/** Generation of a database: the number of its snapshot. */
export function generationOf(database: SqlDatabase): number {
  return Number(database.row('SELECT generation FROM store_state')?.[0]);
}

/**
 * Opens the bytes of a snapshot.
 * @param check how SQLite looks through it first; `undefined` = not at all
 * @returns what is damaged, in a few words, where it cannot be used
 */
export function openChecked(
  sql: SqlJs,
  bytes: Uint8Array,
  check: 'quick_check' | 'integrity_check' | undefined,
): SqlDatabase | { readonly damage: string } {
  let database: SqlDatabase | undefined;
  try {
    database = new SqlDatabase(sql, bytes);
    generationOf(database);
    if (check === undefined) return database;
    const verdict = String(database.row(`PRAGMA ${check}(1)`)?.[0]);
    if (verdict === 'ok') return database;
    database.close();
    return { damage: verdict.replaceAll(/[\s*]+/g, ' ').trim() };
  } catch (error) {
    database?.close();
    return { damage: error instanceof Error ? error.message : String(error) };
  }
}

import { HistoryError } from '../errors.ts';
import type { Migration } from './migrations/migration.ts';
import type { SqlDatabase } from './sqlDatabase.ts';

/** `PRAGMA user_version`: the last migration that the database has seen, 0 for an empty one. */
export function schemaVersionOf(database: SqlDatabase): number {
  return Number(database.row('PRAGMA user_version')?.[0] ?? 0);
}

/**
 * Brings the database to the newest schema, each step in a transaction of its own.
 * @returns whether anything changed
 * @throws HistoryError `newer`, before anything is changed
 */
export function migrate(database: SqlDatabase, migrations: readonly Migration[]): boolean {
  const from = schemaVersionOf(database);
  refuseNewer(from, migrations);
  for (const migration of migrations) {
    if (migration.version <= from) continue;
    database.transaction(() => {
      migration.up(database);
      database.script(`PRAGMA user_version = ${migration.version}`);
    });
  }
  return (migrations.at(-1)?.version ?? 0) > from;
}

/** @throws HistoryError `newer` if a newer Backbeat wrote what has this schema version. */
export function refuseNewer(version: number, migrations: readonly Migration[]): void {
  const known = migrations.at(-1)?.version ?? 0;
  if (version <= known) return;
  throw new HistoryError(
    'newer',
    `The listening history was written by a newer Backbeat (schema ${version}; this one knows ${known}). It was left as it is.`,
    { hint: 'Update Backbeat, or start it with another data directory.' },
  );
}

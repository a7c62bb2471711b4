import type { DataFolder } from '../ports.ts';
import { refuseNewer } from './migrate.ts';
import { migrations } from './migrations/migrations.ts';
import { isAsWritten, noteChecksum, readSqliteHeader } from './snapshotChecks.ts';
import { SqlDatabase, type SqlJs } from './sqlDatabase.ts';
import { asideName, storeFiles } from './storeFiles.ts';

/** The database that the newest readable snapshot holds. */
export interface LoadedSnapshot {
  readonly database: SqlDatabase;
  /** It is not the newest one: something of `damage` happened to that. */
  readonly fellBack: boolean;
  /** What was found and done, in sentences. */
  readonly damage: readonly string[];
}

/**
 * Opens the newest snapshot that can be read. A damaged one is set aside under a dated name and the one before
 * takes its place; only where there is none at all does the database begin empty.
 * @param now Unix ms
 * @throws HistoryError `newer`; nothing was written then
 */
export function loadSnapshot(sql: SqlJs, folder: DataFolder, now: number): LoadedSnapshot {
  const damage: string[] = [];
  const newest = tryOpen(sql, folder, storeFiles.snapshot);
  if (newest instanceof SqlDatabase) return { database: newest, fellBack: false, damage };
  const previous = tryOpen(sql, folder, storeFiles.previousSnapshot);
  if (newest === 'absent' && previous === 'absent') {
    return { database: new SqlDatabase(sql), fellBack: false, damage };
  }
  damage.push(
    newest === 'absent'
      ? `${storeFiles.snapshot} is missing.`
      : setAside(folder, storeFiles.snapshot, newest.damage, now),
  );
  if (previous instanceof SqlDatabase) {
    damage.push(
      'The snapshot before it was taken, and what was recorded since; a large import may have to be repeated.',
    );
    return { database: previous, fellBack: true, damage };
  }
  if (previous !== 'absent') damage.push(setAside(folder, storeFiles.previousSnapshot, previous.damage, now));
  damage.push(
    'No readable snapshot is left. The history holds what was recorded since; import the exports again.',
  );
  return { database: new SqlDatabase(sql), fellBack: true, damage };
}

/**
 * Writes the database as the new snapshot; the one before is kept.
 * @returns whether there was one before
 */
export function writeSnapshot(folder: DataFolder, database: SqlDatabase): boolean {
  const bytes = database.export();
  noteChecksum(folder, bytes);
  const existed = folder.size(storeFiles.snapshot) > 0;
  folder.replace(storeFiles.snapshot, bytes, storeFiles.previousSnapshot);
  return existed;
}

/** Writes the database as the new snapshot and keeps none of before. */
export function replaceSnapshot(folder: DataFolder, database: SqlDatabase): Uint8Array {
  const bytes = database.export();
  noteChecksum(folder, bytes);
  folder.replace(storeFiles.snapshot, bytes);
  return bytes;
}

function tryOpen(sql: SqlJs, folder: DataFolder, name: string): SqlDatabase | 'absent' | { damage: string } {
  const bytes = folder.read(name);
  if (bytes === undefined) return 'absent';
  const header = readSqliteHeader(bytes);
  if (header === undefined) return { damage: 'it is no SQLite database' };
  refuseNewer(header.schemaVersion, migrations);
  if (header.bytes !== bytes.length) {
    return { damage: `it has ${bytes.length} bytes where its header says ${header.bytes}` };
  }
  return openChecked(sql, bytes, isAsWritten(folder, bytes));
}

function openChecked(sql: SqlJs, bytes: Uint8Array, trusted: boolean): SqlDatabase | { damage: string } {
  let database: SqlDatabase | undefined;
  try {
    database = new SqlDatabase(sql, bytes);
    database.row('SELECT generation FROM store_state');
    if (trusted) return database;
    const verdict = String(database.row('PRAGMA quick_check(1)')?.[0]);
    if (verdict === 'ok') return database;
    database.close();
    return { damage: verdict.replaceAll(/[\s*]+/g, ' ').trim() };
  } catch (error) {
    database?.close();
    return { damage: error instanceof Error ? error.message : String(error) };
  }
}

function setAside(folder: DataFolder, name: string, why: string, now: number): string {
  const aside = asideName(name, now);
  folder.rename(name, aside);
  return `${name} could not be used (${why}); it was set aside as ${aside}.`;
}

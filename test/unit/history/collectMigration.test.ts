import { describe, expect, it } from 'vitest';
import { migrate, schemaVersionOf } from '../../../src/core/history/migrate.ts';
import { migrations } from '../../../src/core/history/migrations/migrations.ts';
import { readSqliteHeader } from '../../../src/core/history/snapshotChecks.ts';
import type { SqlDatabase } from '../../../src/core/history/sqlDatabase.ts';
import { storeFiles } from '../../../src/core/history/storeFiles.ts';
import { played, poll } from './collected.ts';
import {
  account,
  copyRows,
  day,
  emptyDatabase,
  extended,
  importRows,
  MemoryFolder,
  minute,
  openStore,
  playsOf,
  start,
  uriOf,
} from './stores.ts';

const tables = [
  'users',
  'tracks',
  'artists',
  'track_artists',
  'names_seen',
  'words',
  'import_jobs',
  'import_files',
];
const song = (n: number): ReturnType<typeof extended> => extended(n % 20, start + n * 4 * minute);
const rows = [
  ...Array.from({ length: 5998 }, (_, n) => song(n)),
  // The end of the next start of the app, two days late.
  extended(30, start + 40 * day, { reasonEnd: 'unexpected-exit', offlineAt: start + 38 * day }),
  extended(31, start + 41 * day, { reasonEnd: 'fwdbtn', offlineAt: start + 38 * day }),
];

/** A folder as Backbeat left it before there was a collector: a snapshot of schema 3, made by its migrations. */
async function schemaThree(): Promise<{ folder: MemoryFolder; before: SqlDatabase }> {
  const written = new MemoryFolder();
  const store = await openStore(written);
  importRows(store, rows, { file: 'extended' });
  importRows(store, [account(3, start + 12 * minute), account(50, start - 30 * day)], { file: 'account' });
  store.dispose();
  const before = await emptyDatabase();
  migrate(before, migrations.slice(0, 3));
  copyRows(await emptyDatabase(written.read(storeFiles.snapshot)), before);
  const folder = new MemoryFolder([[storeFiles.snapshot, before.export()]]);
  expect(readSqliteHeader(folder.read(storeFiles.snapshot) as Uint8Array)?.schemaVersion).toBe(3);
  return { folder, before };
}

describe('a database of schema 3', () => {
  it('keeps everything', async () => {
    const { folder, before } = await schemaThree();
    const store = await openStore(folder);
    expect(store.damage).toEqual([]);
    store.dispose();
    const after = await emptyDatabase(folder.read(storeFiles.snapshot));
    expect(schemaVersionOf(after)).toBe(migrations.at(-1)?.version);
    const columnsOf = (table: string): string =>
      before.rows(`SELECT name FROM pragma_table_info('${table}')`).join(', ');
    for (const table of [...tables, 'job_runs', 'observations']) {
      const sql = `SELECT ${columnsOf(table)} FROM ${table} ORDER BY 1, 2`;
      expect(after.rows(sql)).toEqual(before.rows(sql));
    }
  });

  it('has the ends repaired that were reported too late, and both kept', async () => {
    const { folder } = await schemaThree();
    const store = await openStore(folder);
    const ends = new Map(playsOf(store).map(({ name, endedAt }) => [name, endedAt]));
    expect(ends.get('Song 30')).toBe(start + 38 * day + 200_000);
    expect(ends.get('Song 31')).toBe(start + 41 * day);
    store.dispose();
    const after = await emptyDatabase(folder.read(storeFiles.snapshot));
    expect(after.rows('SELECT ended_at FROM observations WHERE repaired_at IS NOT NULL')).toEqual([
      [start + 40 * day],
    ]);
  });

  it('takes polls and matches them with what was imported', async () => {
    const { folder } = await schemaThree();
    const store = await openStore(folder);
    const length = store.columns().length;
    poll(store, [played(5, start + 20 * minute + 300), played(50, start + 60 * day)], { account: 'default' });
    expect(store.columns().length).toBe(length + 1);
    expect(playsOf(store)[0]).toMatchObject({ name: 'Song 50', uri: uriOf(50) });
  });
});

import { HistoryError } from '../../errors.ts';
import type { DataFolder } from '../../ports.ts';
import { HistoryState } from '../historyState.ts';
import { decodeFrames } from '../journalFrames.ts';
import { migrate } from '../migrate.ts';
import { addColumns } from '../migrations/addedColumns.ts';
import { addTables } from '../migrations/addedTables.ts';
import { migrations } from '../migrations/migrations.ts';
import type { Operation } from '../operations.ts';
import { SqlDatabase, type SqlJs } from '../sqlDatabase.ts';
import { storeFiles } from '../storeFiles.ts';

/** Of what these write, a question about listens sees nothing. */
const unseen: ReadonlySet<string> = new Set<Operation['op']>(['metadataWrite', 'statePut', 'stateRemove']);

/**
 * Reads the history as it is on disk into a database of its own, and writes nothing.
 *
 * The journal is read first: a snapshot that replaces the old one meanwhile then holds all its records and more, and
 * those are passed over by their generation. The other way round, records could be in neither.
 * @throws HistoryError `damaged`, `newer`, `unwritable`
 */
export function readCopy(sql: SqlJs, folder: Pick<DataFolder, 'read'>): SqlDatabase {
  const { frames } = decodeFrames(folder.read(storeFiles.journal) ?? new Uint8Array());
  const database = open(sql, folder.read(storeFiles.snapshot));
  migrate(database, migrations);
  addColumns(database);
  addTables(database);
  const generation = Number(database.row('SELECT generation FROM store_state')?.[0]);
  const state = new HistoryState(database);
  for (const frame of frames) {
    if (frame.generation < generation) continue;
    const operation = JSON.parse(frame.text()) as Operation;
    if (unseen.has(operation.op)) continue;
    try {
      state.apply(operation);
    } catch {
      // The store met the same record when it was opened, and has told of it.
    }
  }
  state.settle();
  return database;
}

function open(sql: SqlJs, bytes: Uint8Array | undefined): SqlDatabase {
  let database: SqlDatabase | undefined;
  try {
    database = new SqlDatabase(sql, bytes);
    database.row('SELECT count(*) FROM sqlite_schema');
    return database;
  } catch (cause) {
    database?.close();
    throw new HistoryError('damaged', 'The stored history could not be read for this question.', {
      hint: 'Look at ops_doctor or `backbeat doctor`; the other history tools go on.',
      cause,
    });
  }
}

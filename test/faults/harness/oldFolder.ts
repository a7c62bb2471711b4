import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeFrames, encodeFrame } from '../../../src/core/history/journalFrames.ts';
import { migrate } from '../../../src/core/history/migrate.ts';
import { migrations } from '../../../src/core/history/migrations/migrations.ts';
import { storeFiles } from '../../../src/core/history/storeFiles.ts';
import {
  batchOf,
  begin,
  copyRows,
  emptyDatabase,
  extended,
  importRows,
  MemoryFolder,
  openStore,
  uriOf,
} from '../../unit/history/stores.ts';
import type { ToldListen } from './madeListens.ts';

const slotMs = 4 * 60_000;
const start = Date.UTC(2020, 0, 1);
/** Schema of the Backbeat that had no collector. */
const oldSchema = 3;

/**
 * Writes a folder as an older Backbeat left it when it was killed: a snapshot of its schema, and an import that is in
 * the journal alone.
 * @returns what is in it
 */
export async function writeOldFolder(dataDir: string, account: string, rows: number): Promise<ToldListen[]> {
  const made = new MemoryFolder();
  const store = await openStore(made);
  const listens = Array.from({ length: rows }, (_, n) => extended(n % 40, start + n * slotMs));
  const inJournal = listens.slice(-20);
  importRows(store, listens.slice(0, -20), { account, file: 'old' });
  store.dispose();
  const old = await emptyDatabase();
  migrate(old, migrations.slice(0, oldSchema));
  copyRows(await emptyDatabase(made.read(storeFiles.snapshot)), old);

  const after = new MemoryFolder();
  for (const [name, bytes] of made.files) after.files.set(name, bytes);
  const later = await openStore(after);
  const run = begin(later, { account, file: 'journal' });
  run.store(batchOf(inJournal, { file: 'journal' }));
  run.finish();
  const { frames } = decodeFrames(after.read(storeFiles.journal) ?? new Uint8Array());
  writeFileSync(join(dataDir, storeFiles.snapshot), old.export());
  writeFileSync(
    join(dataDir, storeFiles.journal),
    Buffer.concat(frames.map(({ generation, text }) => encodeFrame(generation, oldSchema, text()))),
  );
  return listens.map(({ endedAt }, n) => ({ source: 'extended', endedAt, uri: uriOf(n % 40) }));
}

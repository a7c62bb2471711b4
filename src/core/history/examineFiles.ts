import type { DataFolder } from '../ports.ts';
import { decodeFrames } from './journalFrames.ts';
import { migrations } from './migrations/migrations.ts';
import { openChecked } from './openChecked.ts';
import { readSqliteHeader, SnapshotNotes } from './snapshotChecks.ts';
import { loadSqlJs, SqlDatabase } from './sqlDatabase.ts';
import { isAside, storeFiles } from './storeFiles.ts';

/** What a file of the store is; `absent` is no fault by itself. */
export type FileState =
  | { readonly is: 'absent' }
  | { readonly is: 'good'; readonly bytes: number }
  | { readonly is: 'newer'; readonly schema: number }
  | { readonly is: 'damaged'; readonly why: string };

/** What is in the folder of a history that nobody has opened. */
export interface StoreFilesFound {
  readonly snapshot: FileState;
  readonly previousSnapshot: FileState;
  /** Records that can be read; `tail` as in `JournalContent`. */
  readonly journal: {
    readonly records: number;
    readonly bytes: number;
    readonly tail: 'none' | 'torn' | 'damaged';
  };
  /** The notes of checksums are there and cannot be used. */
  readonly areNotesDamaged: boolean;
  /** Names of damaged files that were set aside. */
  readonly aside: readonly string[];
  /** Names of what killed processes left of writing the store's files. */
  readonly unfinished: readonly string[];
}

/**
 * Looks at the files of a history without opening it, and changes nothing.
 * @param sqlWasm bytes of `sql-wasm.wasm`; read only for a file that is not as it was written
 * @throws HistoryError `unwritable` if they cannot be read
 */
export async function examineFiles(
  folder: Pick<DataFolder, 'read' | 'size' | 'list'>,
  sqlWasm: () => Uint8Array,
): Promise<StoreFilesFound> {
  const notes = new SnapshotNotes(folder);
  const journal = decodeFrames(folder.read(storeFiles.journal) ?? new Uint8Array());
  const left = folder.list().filter(isAside);
  return {
    snapshot: await examineSnapshot(folder, notes, storeFiles.snapshot, sqlWasm),
    previousSnapshot: await examineSnapshot(folder, notes, storeFiles.previousSnapshot, sqlWasm),
    journal: {
      records: journal.frames.length,
      bytes: folder.size(storeFiles.journal),
      tail: journal.tail,
    },
    areNotesDamaged: notes.isDamaged,
    aside: left.filter((name) => !name.endsWith('.new')),
    unfinished: left.filter((name) => name.endsWith('.new')),
  };
}

async function examineSnapshot(
  folder: Pick<DataFolder, 'read'>,
  notes: SnapshotNotes,
  name: string,
  sqlWasm: () => Uint8Array,
): Promise<FileState> {
  const bytes = folder.read(name);
  if (bytes === undefined) return { is: 'absent' };
  const header = readSqliteHeader(bytes);
  if (header === undefined) return { is: 'damaged', why: 'it is no SQLite database' };
  const origin = notes.originOf(bytes, header);
  if (origin === 'altered') return { is: 'damaged', why: 'it is not as it was written' };
  if (header.schemaVersion > (migrations.at(-1)?.version ?? 0)) {
    return { is: 'newer', schema: header.schemaVersion };
  }
  const good: FileState = { is: 'good', bytes: bytes.length };
  if (origin === 'as written') return good;
  if (header.bytes !== bytes.length) {
    return {
      is: 'damaged',
      why: `it has ${bytes.length} bytes where its header says ${header.bytes}`,
    };
  }
  const opened = openChecked(await loadSqlJs(sqlWasm()), bytes, 'integrity_check');
  if (!(opened instanceof SqlDatabase)) return { is: 'damaged', why: opened.damage };
  opened.close();
  return good;
}

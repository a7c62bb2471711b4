import type { DataFolder } from '../ports.ts';
import { refuseNewer } from './migrate.ts';
import { migrations } from './migrations/migrations.ts';
import { readSqliteHeader, SnapshotNotes, stampGeneration } from './snapshotChecks.ts';
import { generationOf, openChecked } from './openChecked.ts';
import { SqlDatabase, type SqlJs } from './sqlDatabase.ts';
import { asideName, storeFiles } from './storeFiles.ts';

/** The database that the newest readable snapshot holds. */
export interface LoadedSnapshot {
  readonly database: SqlDatabase;
  /** It is not the newest one: something of `damage` happened to that. */
  readonly fellBack: boolean;
  /** Its content may be damaged: what it says of itself counts for nothing. */
  readonly isDoubtful: boolean;
  /** What was found and done, in sentences. */
  readonly damage: readonly string[];
}

/** A snapshot that cannot be trusted, and why. */
interface Damaged {
  readonly damage: string;
  /** It can be read all the same. */
  readonly doubtful?: { readonly database: SqlDatabase; readonly bytes: Uint8Array };
}

/**
 * Opens the newest snapshot that is good. A damaged one is set aside under a dated name and the one before takes its
 * place. Where neither is good, one that can be read is better than none, and only where there is none at all does the
 * database begin empty.
 * @param now Unix ms
 * @throws HistoryError `newer`; nothing was written then
 */
export function loadSnapshot(sql: SqlJs, folder: DataFolder, now: number): LoadedSnapshot {
  const notes = new SnapshotNotes(folder);
  const damage = notes.isDamaged
    ? [`${storeFiles.checksums} could not be read; SQLite looked through the snapshots instead.`]
    : [];
  const newest = tryOpen(sql, folder, notes, storeFiles.snapshot);
  if (newest instanceof SqlDatabase) {
    return {
      database: newest,
      fellBack: false,
      isDoubtful: false,
      damage: [...damage, ...olderThanNoted(newest, notes)],
    };
  }
  const previous = tryOpen(sql, folder, notes, storeFiles.previousSnapshot);
  if (newest === 'absent' && previous === 'absent') {
    const isLost = notes.newerThan(0) !== undefined;
    if (isLost) damage.push(`${storeFiles.snapshot} is missing.`, nothingLeft);
    return { database: new SqlDatabase(sql), fellBack: isLost, isDoubtful: false, damage };
  }
  if (!(previous instanceof SqlDatabase)) {
    const doubtful =
      useDoubtful(folder, storeFiles.snapshot, newest, now) ??
      useDoubtful(folder, storeFiles.previousSnapshot, previous, now);
    if (doubtful !== undefined) {
      close(doubtful.database, newest, previous);
      return { ...doubtful, damage: [...damage, ...doubtful.damage] };
    }
  }
  damage.push(
    newest === 'absent'
      ? `${storeFiles.snapshot} is missing.`
      : setAside(folder, storeFiles.snapshot, newest.damage, now),
  );
  if (previous instanceof SqlDatabase) {
    close(previous, newest);
    damage.push(
      'The snapshot before it was taken, and what was recorded since; a large import may have to be repeated.',
    );
    return { database: previous, fellBack: true, isDoubtful: false, damage };
  }
  if (previous !== 'absent') damage.push(setAside(folder, storeFiles.previousSnapshot, previous.damage, now));
  damage.push(nothingLeft);
  return { database: new SqlDatabase(sql), fellBack: true, isDoubtful: false, damage };
}

const nothingLeft =
  'No readable snapshot is left. The history holds what was recorded since; import the exports again.';

/**
 * Writes the database as the new snapshot; the one before is kept.
 * @returns whether there was one before
 */
export function writeSnapshot(folder: DataFolder, database: SqlDatabase): boolean {
  const existed = folder.size(storeFiles.snapshot) > 0;
  writeNoted(folder, database, storeFiles.previousSnapshot);
  return existed;
}

/** Writes the database as the new snapshot and keeps none of before. */
export function replaceSnapshot(folder: DataFolder, database: SqlDatabase): Uint8Array {
  return writeNoted(folder, database);
}

function writeNoted(folder: DataFolder, database: SqlDatabase, keepAs?: string): Uint8Array {
  const generation = generationOf(database);
  const bytes = database.export();
  stampGeneration(bytes, generation);
  const takeBack = new SnapshotNotes(folder).add(folder, bytes, generation);
  try {
    folder.replace(storeFiles.snapshot, bytes, keepAs);
    return bytes;
  } catch (error) {
    takeBackIfUnwritten(folder, bytes, takeBack);
    throw error;
  }
}

/** It may be in place although that failed in the end. */
function takeBackIfUnwritten(folder: DataFolder, bytes: Uint8Array, takeBack: () => void): void {
  try {
    const found = folder.read(storeFiles.snapshot);
    const isWritten = found?.length === bytes.length && found.every((byte, index) => byte === bytes[index]);
    if (!isWritten) takeBack();
  } catch {
    // The error before it says what is the matter; a note too many does no harm.
  }
}

function olderThanNoted(database: SqlDatabase, notes: SnapshotNotes): string[] {
  const generation = generationOf(database);
  const newer = notes.newerThan(generation);
  return newer === undefined
    ? []
    : [
        `${storeFiles.snapshot} is an older one (number ${generation}; number ${newer} was written after it): what was stored between them may be missing.`,
      ];
}

function tryOpen(
  sql: SqlJs,
  folder: DataFolder,
  notes: SnapshotNotes,
  name: string,
): SqlDatabase | 'absent' | Damaged {
  const bytes = folder.read(name);
  if (bytes === undefined) return 'absent';
  const header = readSqliteHeader(bytes);
  if (header === undefined) return { damage: 'it is no SQLite database' };
  const origin = notes.originOf(bytes, header);
  if (origin !== 'altered') refuseNewer(header.schemaVersion, migrations);
  if (header.bytes !== bytes.length) {
    return { damage: `it has ${bytes.length} bytes where its header says ${header.bytes}` };
  }
  const opened = openChecked(sql, bytes, origin === 'as written' ? undefined : 'quick_check');
  if (origin !== 'altered' || !(opened instanceof SqlDatabase)) return opened;
  opened.close();
  const damage = 'it is not as it was written';
  const doubtful = openChecked(sql, bytes, 'integrity_check');
  const isUsable =
    doubtful instanceof SqlDatabase && header.schemaVersion <= (migrations.at(-1)?.version ?? 0);
  return isUsable ? { damage, doubtful: { database: doubtful, bytes } } : { damage };
}

function useDoubtful(
  folder: DataFolder,
  name: string,
  found: 'absent' | Damaged,
  now: number,
): LoadedSnapshot | undefined {
  if (found === 'absent' || found.doubtful === undefined) return undefined;
  const { database, bytes } = found.doubtful;
  const copy = asideName(name, now);
  folder.replace(copy, bytes);
  const sentence = `${name} is not as it was written, but can be read, and there is no better one: it is used. Single names or times may be wrong; a copy was kept as ${copy}.`;
  return { database, fellBack: name === storeFiles.previousSnapshot, isDoubtful: true, damage: [sentence] };
}

/** Gives the memory of those back that are not used. */
function close(used: SqlDatabase, ...found: readonly (SqlDatabase | 'absent' | Damaged)[]): void {
  for (const one of found) {
    if (one === 'absent' || one instanceof SqlDatabase) continue;
    if (one.doubtful !== undefined && one.doubtful.database !== used) one.doubtful.database.close();
  }
}

function setAside(folder: DataFolder, name: string, why: string, now: number): string {
  const aside = asideName(name, now);
  folder.rename(name, aside);
  return `${name} could not be used (${why}); it was set aside as ${aside}.`;
}

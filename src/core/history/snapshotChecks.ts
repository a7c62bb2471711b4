import * as z from 'zod';
import type { DataFolder } from '../ports.ts';
import { checksum } from './checksum.ts';
import { storeFiles } from './storeFiles.ts';

/** What is noted of a snapshot before it is written. */
const noteSchema = z.object({
  bytes: z.number(),
  xxh32: z.string(),
  /** `store_state.generation`; absent in notes of before. */
  generation: z.number().optional(),
});
type SnapshotNote = z.infer<typeof noteSchema>;

/** The two newest snapshots have notes, and some that may never have been written. */
const keptNotes = 6;

const magic = new TextEncoder().encode('SQLite format 3\0');
const headerBytes = 100;
const changesAt = 24;
const changesAgainAt = 92;

/** What the header of an SQLite file says. @see https://www.sqlite.org/fileformat.html#the_database_header */
export interface SqliteHeader {
  readonly schemaVersion: number;
  /** Bytes that the file should have. */
  readonly bytes: number;
  /**
   * SQLite's counter of changes: in ours the generation, see {@link stampGeneration}, and more where another program
   * changed the file. `undefined` where its two places differ.
   */
  readonly changes: number | undefined;
}

/**
 * What a snapshot is by its notes. `altered`: not as it was written, though no program wrote it since; `unknown`:
 * there is no note of it, or another program wrote it.
 */
export type Origin = 'as written' | 'altered' | 'unknown';

/** `undefined` if the bytes are no SQLite file. */
export function readSqliteHeader(bytes: Uint8Array): SqliteHeader | undefined {
  if (bytes.length < headerBytes || magic.some((byte, index) => bytes[index] !== byte)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, headerBytes);
  const page = view.getUint16(16);
  const changes = view.getUint32(changesAt);
  return {
    schemaVersion: view.getUint32(60),
    bytes: (page === 1 ? 65_536 : page) * view.getUint32(28),
    changes: changes === view.getUint32(changesAgainAt) ? changes : undefined,
  };
}

/**
 * Writes the generation where SQLite counts changes, which sql.js does not: a file that was altered by chance still has
 * the number of its note, one that a program changed has the next.
 */
export function stampGeneration(bytes: Uint8Array, generation: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, headerBytes);
  for (const at of [changesAt, changesAgainAt]) view.setUint32(at, generation);
}

/** What was noted of the snapshots of a folder. */
export class SnapshotNotes {
  #notes: readonly SnapshotNote[];
  /** The file of the notes is there and cannot be used. */
  readonly isDamaged: boolean;

  constructor(folder: Pick<DataFolder, 'read'>) {
    const bytes = folder.read(storeFiles.checksums);
    const notes = bytes === undefined ? [] : parseNotes(bytes);
    this.isDamaged = notes === undefined;
    this.#notes = notes ?? [];
  }

  /** A snapshot that is as it was written need not be checked by SQLite. */
  originOf(bytes: Uint8Array, header: SqliteHeader): Origin {
    const sized = this.#notes.filter((one) => one.bytes === bytes.length);
    const sum = sized.length > 0 ? hex(bytes) : undefined;
    if (sized.some((one) => one.xxh32 === sum)) return 'as written';
    const isSame = ({ generation }: SnapshotNote): boolean =>
      generation !== undefined && (header.changes === undefined || generation === header.changes);
    return sized.some(isSame) ? 'altered' : 'unknown';
  }

  /**
   * The generation of the newest snapshot that surely was written, if that is newer than this one. The first note may
   * be of one that never was.
   */
  newerThan(generation: number): number | undefined {
    const written = this.#notes[1]?.generation;
    return written !== undefined && written > generation ? written : undefined;
  }

  /**
   * Notes a snapshot; to be called before it is written, so that its note is never missing.
   * @returns takes it back, for one that could not be written
   */
  add(folder: Pick<DataFolder, 'replace'>, bytes: Uint8Array, generation: number): () => void {
    const before = this.#notes;
    const note = { bytes: bytes.length, xxh32: hex(bytes), generation };
    const older = before.filter((one) => one.generation === undefined || one.generation < generation);
    this.#write(folder, [note, ...older].slice(0, keptNotes));
    return () => {
      this.#write(folder, before);
    };
  }

  #write(folder: Pick<DataFolder, 'replace'>, notes: readonly SnapshotNote[]): void {
    folder.replace(storeFiles.checksums, new TextEncoder().encode(`${JSON.stringify(notes)}\n`));
    this.#notes = notes;
  }
}

function hex(bytes: Uint8Array): string {
  return checksum(bytes).toString(16).padStart(8, '0');
}

function parseNotes(bytes: Uint8Array): SnapshotNote[] | undefined {
  try {
    return z.array(noteSchema).safeParse(JSON.parse(new TextDecoder().decode(bytes))).data;
  } catch {
    return undefined;
  }
}

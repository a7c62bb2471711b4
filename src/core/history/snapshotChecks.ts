import * as z from 'zod';
import type { DataFolder } from '../ports.ts';
import { checksum } from './checksum.ts';
import { storeFiles } from './storeFiles.ts';

/** Checksums of the two newest snapshots, newest first. */
const checksumsSchema = z.array(z.object({ bytes: z.number(), xxh32: z.string() }));
type Checksums = z.infer<typeof checksumsSchema>;

const magic = new TextEncoder().encode('SQLite format 3\0');
const headerBytes = 100;

/** What the header of an SQLite file says. @see https://www.sqlite.org/fileformat.html#the_database_header */
export interface SqliteHeader {
  readonly schemaVersion: number;
  /** Bytes that the file should have. */
  readonly bytes: number;
}

/** `undefined` if the bytes are no SQLite file. */
export function readSqliteHeader(bytes: Uint8Array): SqliteHeader | undefined {
  if (bytes.length < headerBytes || magic.some((byte, index) => bytes[index] !== byte)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, headerBytes);
  const page = view.getUint16(16);
  return { schemaVersion: view.getUint32(60), bytes: (page === 1 ? 65_536 : page) * view.getUint32(28) };
}

/** Whether the bytes are exactly what was last written; then SQLite need not be asked to check them. */
export function isAsWritten(folder: DataFolder, bytes: Uint8Array): boolean {
  const known = readChecksums(folder).filter((one) => one.bytes === bytes.length);
  if (known.length === 0) return false;
  const sum = hex(bytes);
  return known.some((one) => one.xxh32 === sum);
}

/** Notes the checksum of a snapshot; to be called before it is written, so that it is never missing. */
export function noteChecksum(folder: DataFolder, bytes: Uint8Array): void {
  const [newest] = readChecksums(folder);
  const notes: Checksums = [{ bytes: bytes.length, xxh32: hex(bytes) }];
  if (newest !== undefined) notes.push(newest);
  folder.replace(storeFiles.checksums, new TextEncoder().encode(`${JSON.stringify(notes)}\n`));
}

function hex(bytes: Uint8Array): string {
  return checksum(bytes).toString(16).padStart(8, '0');
}

function readChecksums(folder: DataFolder): Checksums {
  const bytes = folder.read(storeFiles.checksums);
  if (bytes === undefined) return [];
  const parsed = checksumsSchema.safeParse(parseJson(new TextDecoder().decode(bytes)));
  return parsed.success ? parsed.data : [];
}

/** `undefined` for what is no JSON: the file only saves time, without it SQLite checks. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

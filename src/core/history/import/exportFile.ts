import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { ExportFiles } from '../../ports.ts';
import type { ArchiveEntry } from './archive.ts';

const sampleBytes = 64 * 1024;

/** A file that the importer reads: it lies on the disk or in a ZIP. */
export interface ExportFile {
  /** Path from what was handed over: `my_data.zip/Spotify Account Data/YourLibrary.json`. */
  readonly path: string;
  /** `plays` holds listens, `names` the library or playlists. */
  readonly role: 'plays' | 'names';
  /** Unpacked bytes; 0 where it cannot be known. */
  readonly size: number;
  /** The content. Fails with `ImportError` while it is read, or at the end where a checksum does not match. */
  open(): AsyncIterable<Uint8Array>;
  /** A short text that differs for other content of the same size. */
  checksum(): Promise<string>;
}

/** A file inside a ZIP. */
export function packedFile(path: string, role: ExportFile['role'], entry: ArchiveEntry): ExportFile {
  return {
    path,
    role,
    size: entry.size ?? 0,
    open: () => entry.open(),
    checksum: async () =>
      entry.crc32 === undefined ? await hashOfStart(entry.open()) : entry.crc32.toString(16),
  };
}

/** A file on the disk; `location` is where, `path` how it is called. */
export function diskFile(
  files: ExportFiles,
  location: string,
  path: string,
  role: ExportFile['role'],
  size: number,
): ExportFile {
  return {
    path,
    role,
    size,
    open: () => files.stream(location),
    checksum: async () => {
      const start = await hashOfStart(files.stream(location));
      return `${start}-${await hashOfStart(files.stream(location, Math.max(0, size - sampleBytes)))}`;
    },
  };
}

/** SHA-1 of the first 64 KiB. */
async function hashOfStart(content: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = sha1.create();
  let left = sampleBytes;
  for await (const chunk of content) {
    hash.update(chunk.subarray(0, left));
    left -= chunk.length;
    if (left <= 0) break;
  }
  return bytesToHex(hash.digest());
}

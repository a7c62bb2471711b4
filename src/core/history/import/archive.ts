import JSZip from 'jszip';
import { ImportError } from '../../errors.ts';
import type { InflateRaw } from '../../ports.ts';
import { archiveProblem } from './archiveProblem.ts';
import { crc32 } from './crc32.ts';
import { packedContent, unpackByJszip, type PackedContent } from './jszipEntry.ts';

const mebibyte = 1024 * 1024;
/** Spotify's own files reach 14:1, made-up ones 24:1. */
const maxRatio = 200;
/** Content up to this size is harmless whatever its ratio. */
const harmlessBytes = 64 * mebibyte;
const chunkBytes = mebibyte;
/**
 * The most files that the ZIPs of one import may hold together. Spotify's own hold some dozens; every one costs memory
 * before it is looked at.
 */
export const maxEntries = 20_000;
const wrongChecksum = 'The checksum does not match: some of its values may be wrong.';

/** A ZIP holds more files than may still come; who counts them says what to do. */
export class TooManyEntries extends ImportError {
  constructor() {
    super('bomb', 'The ZIP holds too many files.');
  }
}

/** A file inside a ZIP. */
export interface ArchiveEntry {
  /** Path in the ZIP, without `.` and `..`; a name for reports, never a place on a disk. */
  readonly path: string;
  /** Unpacked bytes as the ZIP's directory states them; `undefined` if it cannot be known. */
  readonly size: number | undefined;
  /** Unsigned, as the ZIP's directory states it. */
  readonly crc32: number | undefined;
  /** A few bytes that would unpack to a flood. */
  readonly isBomb: boolean;
  /**
   * Unpacks it. Size and checksum are compared with the directory's, so that an entry cannot grow beyond them.
   * @throws ImportError `unreadable`, while or after the content was yielded
   */
  open(): AsyncIterable<Uint8Array>;
}

/**
 * The files of a ZIP, folders left out, in the order of its directory. Only the directory is read.
 * @param limit - the most entries that it may hold
 * @throws ImportError `notAnExport`, `encrypted`, `truncated`, `unreadable`; {@link TooManyEntries}
 */
export async function openArchive(
  bytes: Uint8Array,
  inflateRaw: InflateRaw,
  limit = maxEntries,
): Promise<readonly ArchiveEntry[]> {
  if (holdsMoreEntries(bytes, limit)) throw new TooManyEntries();
  const zip = keepingDoubles(new JSZip());
  try {
    await zip.loadAsync(bytes);
  } catch (cause) {
    throw archiveProblem(bytes, cause);
  }
  return Object.values(zip.files)
    .filter((file) => !file.dir)
    .map((file) => archiveEntry(file, inflateRaw, bytes.length));
}

/** By the mark that begins each entry of the directory: what the end of a ZIP says about their number may be a lie. */
function holdsMoreEntries(bytes: Uint8Array, limit: number): boolean {
  let count = 0;
  for (let at = bytes.indexOf(0x50); at >= 0 && count <= limit; at = bytes.indexOf(0x50, at + 1)) {
    if (bytes[at + 1] === 0x4b && bytes[at + 2] === 1 && bytes[at + 3] === 2) count += 1;
  }
  return count > limit;
}

/** jszip keeps one entry a path, the last one. A ZIP may hold several: each later one gets a path of its own. */
function keepingDoubles(zip: JSZip): JSZip {
  const file = zip.file.bind(zip) as (...parameters: unknown[]) => unknown;
  /** The last number that a path got: to count from the start for each would cost the square of their number. */
  const numbers = new Map<string, number>();
  const keeping = (path: string, ...content: unknown[]): unknown => {
    // jszip sets a field on what it finds here, and finds nothing where it took a file for a folder.
    if (content.length === 0) return file(path) ?? {};
    let free = path;
    for (let number = numbers.get(path) ?? 2; zip.files[free]?.dir === false; number += 1) {
      free = `${number}/${path}`;
      numbers.set(path, number + 1);
    }
    return file(free, ...content);
  };
  return Object.assign(zip, { file: keeping });
}

/** Whether so many packed bytes of a ZIP cannot honestly unpack to so many. */
export function isFlood(unpackedBytes: number, packedBytes: number): boolean {
  return unpackedBytes > harmlessBytes && unpackedBytes > maxRatio * packedBytes;
}

function archiveEntry(file: JSZip.JSZipObject, inflateRaw: InflateRaw, archiveBytes: number): ArchiveEntry {
  const packed = packedContent(file);
  if (packed === undefined) {
    const longest = Math.max(harmlessBytes, maxRatio * archiveBytes);
    const open = (): AsyncIterable<Uint8Array> => bounded(unpackByJszip(file), longest);
    return { path: file.name, size: undefined, crc32: undefined, isBomb: false, open };
  }
  return {
    path: file.name,
    size: packed.size,
    crc32: packed.crc32,
    isBomb: isFlood(packed.size, packed.bytes.length),
    open: () =>
      bounded(packed.method === 'store' ? stored(packed) : inflateRaw(packed.bytes, packed), packed.size),
  };
}

async function* bounded(
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  size: number,
): AsyncGenerator<Uint8Array> {
  let seen = 0;
  for await (const chunk of content) {
    seen += chunk.length;
    if (seen > size) throw new ImportError('unreadable', 'It unpacks to more than the ZIP states.');
    yield chunk;
  }
}

function* stored(packed: PackedContent): Generator<Uint8Array> {
  let sum = 0;
  for (let start = 0; start < packed.bytes.length; start += chunkBytes) {
    const chunk = packed.bytes.subarray(start, start + chunkBytes);
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (packed.bytes.length < packed.size) throw new ImportError('unreadable', 'Its data ends too early.');
  if (sum !== packed.crc32) throw new ImportError('unreadable', wrongChecksum);
}

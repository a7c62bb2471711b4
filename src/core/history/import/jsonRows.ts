import { ImportError } from '../../errors.ts';
import { CarefulReader, parsedOrUndefined } from './carefulReader.ts';
import { isByteOrderMark, isSpace } from './jsonScanner.ts';
import type { RowScanner } from './rowScanner.ts';

/** How large the pieces are, the defaults suit files of any size; and how they are parsed. */
export interface JsonRowsOptions {
  /** Tried before `JSON.parse`. The rows that it parses hold the fields that it knows, and no others. */
  readonly rowScanner?: RowScanner;
  /** Bytes that are parsed at a time. */
  readonly blockBytes?: number;
  /** A single entry longer than this counts as damage. */
  readonly maxEntryBytes?: number;
}

const mebibyte = 1024 * 1024;
/** The rows of a block are garbage before the next: small ones never leave the young generation. */
const defaultBlockBytes = 256 * 1024;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const comma = 0x2c;

/**
 * Reads a JSON list of any length piece by piece, in bounded memory, at a cost near `JSON.parse`: each block is cut
 * behind a row and parsed as a list of its own, which succeeds only where the cut was right. A block that does not
 * parse goes to {@link CarefulReader}, so that damage costs no more than the rows it hit. The entries do not depend
 * on how the bytes are divided into chunks.
 *
 * What it yields are the entries in file order: parsed values, and `damagedStretch` where something is unreadable.
 */
export class JsonRows {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  readonly #careful: CarefulReader;
  readonly #rowScanner: RowScanner | undefined;
  readonly #blockBytes: number;
  readonly #maxEntryBytes: number;
  #buffer: Uint8Array;
  /** Bytes of the buffer that are filled; all of them are unread. */
  #filled = 0;
  /** Where in the file the buffer begins. */
  #offset = 0;
  /** Bytes that must be there before the next attempt is worth it. */
  #wanted: number;

  constructor(options: JsonRowsOptions = {}) {
    this.#rowScanner = options.rowScanner;
    this.#blockBytes = options.blockBytes ?? defaultBlockBytes;
    this.#maxEntryBytes = options.maxEntryBytes ?? 16 * mebibyte;
    this.#careful = new CarefulReader(this.#maxEntryBytes);
    this.#wanted = this.#blockBytes;
    this.#buffer = new Uint8Array(this.#blockBytes);
  }

  /** Whether the bytes so far end inside the list. At the end of the file: a part of it is missing. */
  get endsInsideList(): boolean {
    return this.#careful.inList;
  }

  /**
   * Takes the next bytes of the file.
   * @throws ImportError `unreadable` if the text is UTF-16
   */
  *push(chunk: Uint8Array): Generator<readonly unknown[]> {
    let taken = 0;
    while (taken < chunk.length) {
      this.#reserve(this.#wanted);
      const part = chunk.subarray(taken, taken + this.#wanted - this.#filled);
      this.#buffer.set(part, this.#filled);
      this.#filled += part.length;
      taken += part.length;
      if (this.#filled === this.#wanted) yield this.#read(false);
    }
  }

  /**
   * Says that the file is at its end.
   * @throws ImportError `unreadable` if the text is UTF-16
   */
  *end(): Generator<readonly unknown[]> {
    while (this.#filled > 0) yield this.#read(true);
  }

  #reserve(size: number): void {
    if (this.#buffer.length >= size) return;
    const larger = new Uint8Array(size);
    larger.set(this.#buffer.subarray(0, this.#filled));
    this.#buffer = larger;
  }

  #read(last: boolean): readonly unknown[] {
    const block = this.#buffer.subarray(0, this.#filled);
    if (this.#offset === 0 && isUtf16(block)) {
      this.#filled = 0;
      throw new ImportError(
        'unreadable',
        'It is stored as UTF-16 text, not as the UTF-8 that Spotify writes.',
        {
          hint: 'Save it again with the encoding UTF-8, or import the file as it came from Spotify.',
        },
      );
    }
    let entries: unknown[] = [];
    let end = this.#endOfRows(block);
    const parsed = this.#parse(block, end);
    if (parsed === undefined) end = this.#careful.read(block, this.#offset, last, entries);
    else {
      entries = parsed;
      this.#careful.passed(block, end);
    }
    this.#buffer.copyWithin(0, end, this.#filled);
    this.#filled -= end;
    this.#offset += end;
    this.#wanted = Math.max(
      this.#blockBytes,
      Math.min(2 * this.#filled, this.#maxEntryBytes + this.#blockBytes),
    );
    return entries;
  }

  /** Behind the last brace that looks like a row's end; those of fields and names are followed by other bytes. */
  #endOfRows(block: Uint8Array): number {
    let brace = block.length;
    for (let tries = 0; tries < 8 && brace > 0; tries += 1) {
      brace = block.lastIndexOf(closeBrace, brace - 1);
      let next = brace + 1;
      while (next < block.length && isSpace(block[next] ?? 0)) next += 1;
      if (next === block.length || block[next] === comma || block[next] === closeBracket) break;
    }
    return brace + 1;
  }

  /** The rows up to `end` as one list; `undefined` where they are none. */
  #parse(block: Uint8Array, end: number): unknown[] | undefined {
    if (this.#careful.inDamage || block.length > 2 * this.#blockBytes) return undefined;
    let start = this.#offset === 0 && isByteOrderMark(block, 0) ? 3 : 0;
    while (start < end && isSpace(block[start] ?? 0)) start += 1;
    const opener = block[start];
    if (!this.#careful.inList && opener !== openBracket) return undefined;
    if (!this.#careful.inList || opener === comma) start += 1;
    if (start >= end) return undefined;
    const rows = block.subarray(start, end);
    const entries = this.#rowScanner?.scan(rows) ?? parsedOrUndefined(`[${this.#decoder.decode(rows)}]`);
    if (!Array.isArray(entries)) return undefined;
    this.#careful.inList = true;
    return entries as unknown[];
  }
}

/** Spotify writes UTF-8; what an editor or a shell saved anew may be UTF-16, with a mark or without. */
function isUtf16(start: Uint8Array): boolean {
  const [first, second] = start;
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return isMarked || (first === openBracket && second === 0) || (first === 0 && second === openBracket);
}

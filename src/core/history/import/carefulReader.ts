import { isByteOrderMark, isSpace, JsonScanner } from './jsonScanner.ts';

/** Stands among the entries of a list for one contiguous stretch that is not readable. */
export const damagedStretch: unique symbol = Symbol('damaged stretch');

const mebibyte = 1024 * 1024;
const openBrace = 0x7b;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const comma = 0x2c;
const colon = 0x3a;

/**
 * Reads the entries of a JSON list one by one, and finds the next row after anything that is not readable. It
 * accepts what loses nothing: a BOM, missing or doubled commas, several lists in a row, rows without a list.
 */
export class CarefulReader {
  /** Inside the brackets of the outermost list. */
  inList = false;
  /** In an unreadable stretch that was already noted. */
  inDamage = false;
  readonly #scanner = new JsonScanner();
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  readonly #maxEntryBytes: number;
  /** Last byte before the block that is no space. */
  #before = 0;
  /** Bytes scanned in vain by looking for rows inside damage: bounded, so that every file costs linear time. */
  #rescanned = 0;

  /** @param maxEntryBytes - a longer entry counts as damage, up to that length of it */
  constructor(maxEntryBytes: number) {
    this.#maxEntryBytes = maxEntryBytes;
  }

  /**
   * Appends the entries that `bytes` holds whole. Blocks must follow each other in the file.
   * @param offset - where in the file the block begins
   * @param last - nothing follows the block
   * @returns up to where the block is read; the rest belongs to the next block
   */
  read(bytes: Uint8Array, offset: number, last: boolean, entries: unknown[]): number {
    let index = 0;
    while (index < bytes.length) {
      const passed = this.#pass(bytes, index);
      if (passed > 0) {
        index += passed;
        continue;
      }
      const next = this.#readEntry(bytes, index, offset, last, entries);
      if (next === undefined) break;
      index = next;
    }
    this.passed(bytes, index);
    return index;
  }

  /** Notes that the block was read up to `end`, by whichever way. */
  passed(bytes: Uint8Array, end: number): void {
    this.#before = this.#significantBefore(bytes, end);
  }

  /** How many bytes at `index` are none of an entry. */
  #pass(bytes: Uint8Array, index: number): number {
    const byte = bytes[index] ?? 0;
    // A brace behind a colon is a field's value, not a row.
    if (this.inDamage) return byte === openBrace && this.#significantBefore(bytes, index) !== colon ? 0 : 1;
    if (isSpace(byte) || byte === comma) return 1;
    if (byte === closeBracket || (byte === openBracket && !this.inList)) {
      this.inList = byte === openBracket;
      return 1;
    }
    return isByteOrderMark(bytes, index) ? 3 : 0;
  }

  #significantBefore(bytes: Uint8Array, index: number): number {
    let previous = index - 1;
    while (previous >= 0 && isSpace(bytes[previous] ?? 0)) previous -= 1;
    return previous < 0 ? this.#before : (bytes[previous] ?? 0);
  }

  /** Reads the entry at `start`. Returns the byte to go on with; `undefined` if the block ends too early to tell. */
  #readEntry(
    bytes: Uint8Array,
    start: number,
    offset: number,
    last: boolean,
    entries: unknown[],
  ): number | undefined {
    const limit = Math.min(bytes.length, start + this.#maxEntryBytes);
    const isWhole = last && limit === bytes.length;
    const outcome = this.#scanner.scan(bytes, start, limit);
    const { end } = this.#scanner;
    if (outcome === 'complete' || (outcome === 'incomplete' && isWhole)) {
      const fits = bytes[start] === openBrace || this.#isDelimited(bytes, end, limit, isWhole);
      if (fits === undefined) return this.#waitOrSkip(bytes, start, limit, entries);
      if (fits && this.#take(bytes.subarray(start, end), entries)) return end;
    } else if (outcome === 'incomplete') {
      return this.#waitOrSkip(bytes, start, limit, entries);
    }
    this.#noteDamage(entries);
    const cost = end - start;
    if (this.#rescanned + cost > 4 * (offset + start) + mebibyte) return Math.max(end, start + 1);
    this.#rescanned += cost;
    return start + 1;
  }

  #waitOrSkip(bytes: Uint8Array, start: number, limit: number, entries: unknown[]): number | undefined {
    if (limit - start < this.#maxEntryBytes) return undefined;
    this.#noteDamage(entries);
    return limit;
  }

  /**
   * Whether an entry that is no object ends properly: a comma or the list's end follows. Otherwise it is a splinter
   * of a damaged row.
   */
  #isDelimited(bytes: Uint8Array, end: number, limit: number, isWhole: boolean): boolean | undefined {
    let next = end;
    while (next < limit && isSpace(bytes[next] ?? 0)) next += 1;
    if (next === limit) return isWhole ? true : undefined;
    return bytes[next] === comma || bytes[next] === closeBracket;
  }

  /** Parses the bytes of one entry. Inside damage, an empty object is no sign of a row. */
  #take(bytes: Uint8Array, entries: unknown[]): boolean {
    const entry = parsedOrUndefined(this.#decoder.decode(bytes));
    if (entry === undefined || (this.inDamage && isEmpty(entry))) return false;
    this.inDamage = false;
    entries.push(entry);
    return true;
  }

  #noteDamage(entries: unknown[]): void {
    if (!this.inDamage) entries.push(damagedStretch);
    this.inDamage = true;
  }
}

/** The value of a JSON text, which is never `undefined`; `undefined` where the text is no JSON. */
export function parsedOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    // That it does not parse is the answer; anything but that goes up.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isEmpty(entry: unknown): boolean {
  return typeof entry === 'object' && entry !== null && Object.keys(entry).length === 0;
}

import { type ByteBlock, failed } from './byteStrips.ts';
import { parsedOrUndefined } from './carefulReader.ts';
import { isWordByte } from './jsonScanner.ts';
import { TextTable } from './textTable.ts';

const quote = 0x22;
const backslash = 0x5c;
const zero = 0x30;
const nullWord = 0x6c6c756e;
const trueWord = 0x65757274;
/** The end of `false`. */
const alseWord = 0x65736c61;

/** Numbers of so many digits are exact whichever way they are summed up. */
const exactDigits = 15;
const maxUnits = 32;

/** What is done with a value: nothing, or it is built; those that repeat are built once. */
export type ValueUse = 'checked' | 'built' | 'shared';

/** Parses single values of JSON, except lists and objects, from bytes. */
export class ValueScanner {
  /** After {@link scan}: the value; anything where it was only checked. */
  value: unknown;
  readonly #texts: TextTable;
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  readonly #units: number[] = [];

  /** @param sharedTexts - how many texts it remembers: a power of two */
  constructor(sharedTexts: number) {
    this.#texts = new TextTable(sharedTexts);
  }

  /** Returns the byte behind the value at `start`, or {@link failed}. */
  scan(block: ByteBlock, start: number, use: ValueUse): number {
    const byte = block.bytes[start] ?? 0;
    if (byte === quote) return this.#scanText(block, start, use);
    if (byte >= zero && byte <= 0x39) return this.#scanDigits(block, start);
    if (start + 5 > block.bytes.length) return this.#parseWord(block, start);
    const word = block.view.getInt32(start, true);
    if (word === nullWord) return this.#found(null, start + 4);
    if (word === trueWord) return this.#found(true, start + 4);
    if (byte === 0x66 && block.view.getInt32(start + 1, true) === alseWord) {
      return this.#found(false, start + 5);
    }
    return this.#parseWord(block, start);
  }

  #found(value: unknown, end: number): number {
    this.value = value;
    return end;
  }

  #scanDigits(block: ByteBlock, start: number): number {
    const { bytes } = block;
    let at = start;
    let sum = 0;
    let digit = (bytes[start] ?? 0) - zero;
    while (digit >= 0 && digit <= 9) {
      sum = sum * 10 + digit;
      at += 1;
      digit = (bytes[at] ?? 0) - zero;
    }
    const isPlain = at - start <= exactDigits && (bytes[start] !== zero || at === start + 1);
    if (!isPlain || isWordByte(bytes[at] ?? 0)) return this.#parseWord(block, start);
    return this.#found(sum, at);
  }

  /** Numbers with sign, fraction, exponent or many digits, and what is no value at all. */
  #parseWord(block: ByteBlock, start: number): number {
    let end = start;
    while (isWordByte(block.bytes[end] ?? 0)) end += 1;
    return this.#parse(block, start, end);
  }

  #parse({ bytes }: ByteBlock, start: number, end: number): number {
    const value = parsedOrUndefined(this.#decoder.decode(bytes.subarray(start, end)));
    return value === undefined ? failed : this.#found(value, end);
  }

  /** Four bytes at a time up to a quote, backslash or control, then byte by byte to the closing quote. */
  #scanText(block: ByteBlock, start: number, use: ValueUse): number {
    const { bytes, view } = block;
    let hash = 0;
    let at = start + 1;
    for (const last = bytes.length - 4; at <= last; at += 4) {
      const word = view.getInt32(at, true);
      if (hasSpecial(word)) break;
      hash = mixed(hash, word);
    }
    let isEscaped = false;
    for (let byte = bytes[at] ?? 0; byte !== quote; byte = bytes[at] ?? 0) {
      if (byte < 0x20) return failed;
      if (byte === backslash) {
        isEscaped = true;
        at += 1;
      }
      hash = mixed(hash, byte);
      at += 1;
    }
    const end = at + 1;
    if (use === 'checked') return isEscaped ? this.#parse(block, start, end) : end;
    if (isEscaped || use === 'shared') return this.#share(block, start, end, hash, isEscaped);
    this.value = this.#textOf(bytes, start + 1, at);
    return end;
  }

  #share(block: ByteBlock, start: number, end: number, hash: number, isEscaped: boolean): number {
    const known = this.#texts.find(hash, block, start, end);
    if (known !== undefined) return this.#found(known, end);
    if (isEscaped) {
      if (this.#parse(block, start, end) === failed) return failed;
    } else {
      this.value = this.#decoder.decode(block.bytes.subarray(start + 1, end - 1));
    }
    this.#texts.keep(hash, block, start, end, this.value as string);
    return end;
  }

  #textOf(bytes: Uint8Array, start: number, end: number): string {
    const length = end - start;
    let units = 0;
    if (length <= maxUnits) {
      this.#units.length = length;
      for (let index = 0; index < length; index += 1) {
        const unit = bytes[start + index] ?? 0;
        this.#units[index] = unit;
        units |= unit;
      }
      if (units < 0x80) return String.fromCharCode(...this.#units);
    }
    return this.#decoder.decode(bytes.subarray(start, end));
  }
}

/**
 * Whether one of the four bytes is a quote, a backslash or below 0x20:
 * https://graphics.stanford.edu/~seander/bithacks.html#HasLessInWord
 */
function hasSpecial(word: number): boolean {
  const quotes = word ^ 0x22222222;
  const backslashes = word ^ 0x5c5c5c5c;
  const found =
    ((quotes - 0x01010101) & ~quotes) |
    ((backslashes - 0x01010101) & ~backslashes) |
    ((word - 0x20202020) & ~word);
  return (found & 0x80808080) !== 0;
}

function mixed(hash: number, word: number): number {
  const product = Math.imul(hash ^ word, 0x9e3779b1);
  return product ^ (product >>> 15);
}

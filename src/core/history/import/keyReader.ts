import { type ByteBlock, byteBlock, ByteStrips, failed } from './byteStrips.ts';
import { pastSpace } from './jsonScanner.ts';
import { wantedFields } from './wantedFields.ts';

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const backslash = 0x5c;
const maxPredicted = 64;

/** Stands for every field that is not wanted: one behind the wanted ones. */
export const unwanted: number = wantedFields.length;

/**
 * Reads the keys of rows. What stands between two values (comma, spaces, key, colon) is the same in row after row, so
 * it is first compared as a whole with what stood there in the row before, and taken apart only where it differs.
 */
export class KeyReader {
  /** After {@link valueAt}: place of the key's field in `wantedFields`, or {@link unwanted}. */
  field = unwanted;
  readonly #leads = new ByteStrips(maxPredicted);
  readonly #fields = new Uint8Array(maxPredicted);
  readonly #names = new ByteStrips(wantedFields.length);

  constructor() {
    const encoder = new TextEncoder();
    for (const [field, name] of wantedFields.entries()) {
      const quoted = byteBlock(encoder.encode(`"${name}"`));
      this.#names.keep(field, quoted, 0, quoted.bytes.length);
    }
  }

  /**
   * Reads the row's `index`th key, from behind the opening brace or the value before.
   * @returns where its value begins; {@link failed} if there is no key, or one with an escape
   */
  valueAt(block: ByteBlock, index: number, start: number): number {
    const predicted = this.#leads.endAt(index, block, start);
    if (predicted !== failed) {
      this.field = this.#fields[index] ?? unwanted;
      return predicted;
    }
    const value = this.#readKey(block, index, start);
    if (value !== failed && this.#leads.keep(index, block, start, value)) this.#fields[index] = this.field;
    return value;
  }

  #readKey(block: ByteBlock, index: number, start: number): number {
    const { bytes } = block;
    let key = pastSpace(bytes, start);
    if (index > 0) {
      if (bytes[key] !== comma) return failed;
      key = pastSpace(bytes, key + 1);
    }
    if (bytes[key] !== quote) return failed;
    let end = key + 1;
    for (let byte = bytes[end] ?? 0; byte !== quote; byte = bytes[end] ?? 0) {
      if (byte < 0x20 || byte === backslash) return failed;
      end += 1;
    }
    this.field = this.#fieldNamed(block, key, end + 1);
    const after = pastSpace(bytes, end + 1);
    return bytes[after] === colon ? pastSpace(bytes, after + 1) : failed;
  }

  #fieldNamed(block: ByteBlock, start: number, end: number): number {
    for (let field = 0; field < unwanted; field += 1) {
      if (this.#names.lengthOf(field) !== end - start) continue;
      if (this.#names.endAt(field, block, start) !== failed) return field;
    }
    return unwanted;
  }
}

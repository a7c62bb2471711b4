import { type ByteBlock, byteBlock, failed } from './byteStrips.ts';
import { pastSpace } from './jsonScanner.ts';
import { KeyReader, unwanted } from './keyReader.ts';
import type { Row } from './rowFields.ts';
import { ValueScanner, type ValueUse } from './valueScanner.ts';
import { rowOf, wantedFields } from './wantedFields.ts';

const comma = 0x2c;
const openBrace = 0x7b;
const closeBrace = 0x7d;

const fieldUses: readonly ValueUse[] = wantedFields.map((field) =>
  field === 'ts' || field === 'endTime' ? 'built' : 'shared',
);

/**
 * Parses rows straight from bytes: the wanted fields only, and repeated texts as one string. That takes half the time
 * of `JSON.parse`. It knows flat objects; for everything else, and for what is no JSON, `JSON.parse` is there. What it
 * returns is what `JSON.parse` makes of the wanted fields.
 */
export class RowScanner {
  readonly #keys = new KeyReader();
  readonly #scanner: ValueScanner;
  /** Of the row under way; the last one takes whatever is not wanted. */
  readonly #values = new Array<unknown>(unwanted + 1).fill(undefined);

  /** @param sharedTexts - how many texts it remembers to share them: a power of two, for 64 bytes each */
  constructor(sharedTexts = 65_536) {
    this.#scanner = new ValueScanner(sharedTexts);
  }

  /** The rows of a text that is objects with commas between them; `undefined` if it is not. */
  scan(bytes: Uint8Array): Row[] | undefined {
    const block = byteBlock(bytes);
    const rows: Row[] = [];
    let at = pastSpace(bytes, 0);
    for (;;) {
      at = this.#scanRow(block, at);
      if (at === failed) return undefined;
      rows.push(rowOf(this.#values));
      at = pastSpace(bytes, at);
      if (at === bytes.length) return rows;
      if (bytes[at] !== comma) return undefined;
      at = pastSpace(bytes, at + 1);
    }
  }

  /** Reads the row at `start` into the values. Returns the byte behind it, or {@link failed}. */
  #scanRow(block: ByteBlock, start: number): number {
    const { bytes } = block;
    if (bytes[start] !== openBrace) return failed;
    for (let field = 0; field < unwanted; field += 1) this.#values[field] = undefined;
    let at = start + 1;
    for (let index = 0; ; index += 1) {
      const value = this.#keys.valueAt(block, index, at);
      if (value === failed) {
        const end = pastSpace(bytes, at);
        return bytes[end] === closeBrace ? end + 1 : failed;
      }
      const { field } = this.#keys;
      at = this.#scanner.scan(block, value, fieldUses[field] ?? 'checked');
      if (at === failed) return failed;
      this.#values[field] = this.#scanner.value;
    }
  }
}

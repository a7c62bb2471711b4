/** A block of bytes under the two views that scanning needs. */
export interface ByteBlock {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

/** The same bytes; offsets count from the start of `bytes`. */
export function byteBlock(bytes: Uint8Array): ByteBlock {
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length) };
}

/** Stands for a place in a block where there is none. */
export const failed = -1;

const stripBytes = 64;
const stripWords = stripBytes / 4;

/**
 * Numbered short runs of bytes (4 to 64) that blocks are compared with, four bytes at a time. The last four overlap
 * those before where the length is no multiple of four.
 */
export class ByteStrips {
  readonly #words: Int32Array;
  /** 0 where there is none. */
  readonly #lengths: Uint8Array;

  constructor(count: number) {
    this.#words = new Int32Array(count * stripWords);
    this.#lengths = new Uint8Array(count);
  }

  /** 0 where there is none. */
  lengthOf(strip: number): number {
    return this.#lengths[strip] ?? 0;
  }

  /**
   * Keeps the bytes from `start` to `end` in place of what the strip held.
   * @returns whether it could: nothing is held where they are too few or too many, or there is no such strip
   */
  keep(strip: number, { view }: ByteBlock, start: number, end: number): boolean {
    if (strip >= this.#lengths.length) return false;
    const length = end - start;
    if (length < 4 || length > stripBytes) {
      this.#lengths[strip] = 0;
      return false;
    }
    this.#lengths[strip] = length;
    const last = end - 4;
    let word = strip * stripWords;
    for (let at = start; at < last; at += 4) {
      this.#words[word] = view.getInt32(at, true);
      word += 1;
    }
    this.#words[word] = view.getInt32(last, true);
    return true;
  }

  /** Where the bytes of the strip end, if they stand at `start`; {@link failed} if they do not. */
  endAt(strip: number, { bytes, view }: ByteBlock, start: number): number {
    const length = this.#lengths[strip] ?? 0;
    const end = start + length;
    if (length === 0 || end > bytes.length) return failed;
    const words = this.#words;
    const last = end - 4;
    let word = strip * stripWords;
    for (let at = start; at < last; at += 4) {
      if (view.getInt32(at, true) !== words[word]) return failed;
      word += 1;
    }
    return view.getInt32(last, true) === words[word] ? end : failed;
  }
}

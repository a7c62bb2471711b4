import { type ByteBlock, ByteStrips, failed } from './byteStrips.ts';

/**
 * Texts by the bytes that stand for them, so that equal ones are decoded once and are one string. Each slot holds the
 * latest text that fell to it: bounded whatever it meets.
 */
export class TextTable {
  readonly #strips: ByteStrips;
  readonly #texts: string[];

  /** @param slots - a power of two */
  constructor(slots: number) {
    this.#strips = new ByteStrips(slots);
    this.#texts = new Array<string>(slots).fill('');
  }

  /** The text of the bytes from `start` to `end`; `undefined` if they are not known. */
  find(hash: number, block: ByteBlock, start: number, end: number): string | undefined {
    const slot = this.#slotOf(hash);
    if (this.#strips.lengthOf(slot) !== end - start) return undefined;
    return this.#strips.endAt(slot, block, start) === failed ? undefined : this.#texts[slot];
  }

  /** Remembers the text of the bytes, if they are not too long. */
  keep(hash: number, block: ByteBlock, start: number, end: number, text: string): void {
    const slot = this.#slotOf(hash);
    if (this.#strips.keep(slot, block, start, end)) this.#texts[slot] = text;
  }

  #slotOf(hash: number): number {
    return (hash ^ (hash >>> 16)) & (this.#texts.length - 1);
  }
}

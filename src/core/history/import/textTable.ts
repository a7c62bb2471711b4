import { type ByteBlock, ByteStrips, failed } from './byteStrips.ts';

const slots = 1 << 16;

/**
 * Texts by the bytes that stand for them, so that equal ones are decoded once and are one string. Each slot holds the
 * latest text that fell to it: bounded whatever it meets.
 */
export class TextTable {
  readonly #strips = new ByteStrips(slots);
  readonly #texts = new Array<string>(slots).fill('');

  /** The text of the bytes from `start` to `end`; `undefined` if they are not known. */
  find(hash: number, block: ByteBlock, start: number, end: number): string | undefined {
    const slot = slotOf(hash);
    if (this.#strips.lengthOf(slot) !== end - start) return undefined;
    return this.#strips.endAt(slot, block, start) === failed ? undefined : this.#texts[slot];
  }

  /** Remembers the text of the bytes, if they are not too long. */
  keep(hash: number, block: ByteBlock, start: number, end: number, text: string): void {
    const slot = slotOf(hash);
    if (this.#strips.keep(slot, block, start, end)) this.#texts[slot] = text;
  }
}

function slotOf(hash: number): number {
  return (hash ^ (hash >>> 16)) & (slots - 1);
}

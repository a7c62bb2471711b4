const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

export type ScanOutcome = 'complete' | 'incomplete' | 'broken';

type Expected = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd';

export function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** The first byte from `start` on that is no space; the length of `bytes` if there is none. */
export function pastSpace(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && isSpace(bytes[at] ?? 0)) at += 1;
  return at;
}

/** A byte that numbers, `true`, `false` and `null` are made of. */
export function isWordByte(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    byte === 0x2d ||
    byte === 0x2b ||
    byte === 0x2e
  );
}

/**
 * Finds where a JSON value ends without building it, and stops at the first byte that no JSON has in that place,
 * so that damage is noticed within a few tokens. Depth costs memory, never stack. It does not check the spelling
 * of numbers, words and escapes: `JSON.parse` of the found stretch does.
 */
export class JsonScanner {
  /** After {@link scan}: the byte behind the value, or the one at which the scan stopped. */
  end = 0;
  readonly #nesting: number[] = [];

  /** Scans the value that begins at `start` (no space), up to `limit`. */
  scan(bytes: Uint8Array, start: number, limit: number): ScanOutcome {
    const first = bytes[start];
    if (first === openBrace || first === openBracket) return this.#scanNested(bytes, start, limit);
    if (first === quote) return this.#scanText(bytes, start, limit);
    let index = start;
    while (index < limit && isWordByte(bytes[index] ?? 0)) index += 1;
    this.end = index;
    if (index === limit) return 'incomplete';
    return index === start ? 'broken' : 'complete';
  }

  #scanText(bytes: Uint8Array, start: number, limit: number): ScanOutcome {
    let index = start + 1;
    while (index < limit) {
      const byte = bytes[index] ?? 0;
      if (byte === quote) {
        this.end = index + 1;
        return 'complete';
      }
      if (byte < 0x20) {
        this.end = index;
        return 'broken';
      }
      index += byte === backslash ? 2 : 1;
    }
    this.end = limit;
    return 'incomplete';
  }

  #scanNested(bytes: Uint8Array, start: number, limit: number): ScanOutcome {
    const nesting = this.#nesting;
    nesting.length = 0;
    let expected: Expected = 'value';
    let index = start;
    while (index < limit) {
      const byte = bytes[index] ?? 0;
      if (isSpace(byte)) {
        index += 1;
        continue;
      }
      const next = this.#step(byte, expected);
      if (next === undefined) return this.#stop(index, 'broken');
      if (byte === quote) {
        const outcome = this.#scanText(bytes, index, limit);
        if (outcome !== 'complete') return outcome;
        index = this.end;
      } else if (isWordByte(byte)) {
        while (index < limit && isWordByte(bytes[index] ?? 0)) index += 1;
      } else {
        index += 1;
      }
      if (nesting.length === 0) return this.#stop(index, 'complete');
      expected = next;
    }
    return this.#stop(limit, 'incomplete');
  }

  #stop(index: number, outcome: ScanOutcome): ScanOutcome {
    this.end = index;
    return outcome;
  }

  /** What may follow once `byte` was met where `expected` may stand; `undefined` if it may not stand there. */
  #step(byte: number, expected: Expected): Expected | undefined {
    const nesting = this.#nesting;
    const valueFits = expected === 'value' || expected === 'valueOrEnd';
    if (byte === quote) {
      if (expected === 'key' || expected === 'keyOrEnd') return 'colon';
      return valueFits ? 'commaOrEnd' : undefined;
    }
    if (byte === 0x3a) return expected === 'colon' ? 'value' : undefined;
    if (byte === 0x2c) {
      if (expected !== 'commaOrEnd') return undefined;
      return nesting.at(-1) === openBrace ? 'key' : 'value';
    }
    if (byte === openBrace || byte === openBracket) {
      if (!valueFits) return undefined;
      nesting.push(byte);
      return byte === openBrace ? 'keyOrEnd' : 'valueOrEnd';
    }
    if (byte === closeBrace) {
      if (nesting.at(-1) !== openBrace || (expected !== 'keyOrEnd' && expected !== 'commaOrEnd'))
        return undefined;
      nesting.pop();
      return 'commaOrEnd';
    }
    if (byte === closeBracket) {
      if (nesting.at(-1) !== openBracket || (expected !== 'valueOrEnd' && expected !== 'commaOrEnd'))
        return undefined;
      nesting.pop();
      return 'commaOrEnd';
    }
    return valueFits && isWordByte(byte) ? 'commaOrEnd' : undefined;
  }
}

export function isByteOrderMark(bytes: Uint8Array, index: number): boolean {
  return bytes[index] === 0xef && bytes[index + 1] === 0xbb && bytes[index + 2] === 0xbf;
}

import { expect, it } from 'vitest';
import { checksum } from '../../../src/core/history/checksum.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

it.each([
  ['', 0x02cc5d05],
  ['a', 0x550d7456],
  ['abc', 0x32d153ff],
  ['Nobody inspects the spammish repetition', 0xe2293b2f],
])('is xxHash32 with seed 0: %j', (text, expected) => {
  expect(checksum(bytes(text))).toBe(expected);
});

it('does not depend on where the bytes lie', () => {
  const text = bytes('.Nobody inspects the spammish repetition');
  expect(checksum(text.subarray(1))).toBe(0xe2293b2f);
});

import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inflateRaw } from '../../../src/node/inflateRaw.ts';

const content = Buffer.from('listening '.repeat(400_000));
const compressed = new Uint8Array(deflateRawSync(content));
const expected = { size: content.length, crc32: crc32(content) };

async function inflated(...parameters: Parameters<typeof inflateRaw>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of inflateRaw(...parameters)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('inflateRaw', () => {
  it('inflates in chunks of at most 1 MiB', async () => {
    const sizes: number[] = [];
    for await (const chunk of inflateRaw(compressed)) sizes.push(chunk.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1024 * 1024);
    expect(sizes.length).toBeGreaterThan(3);
  });

  it('gives the content, with and without a check', async () => {
    expect((await inflated(compressed)).equals(content)).toBe(true);
    expect((await inflated(compressed, expected)).equals(content)).toBe(true);
  });

  it('inflates nothing', async () => {
    expect(await inflated(new Uint8Array(deflateRawSync('')), { size: 0, crc32: 0 })).toHaveLength(0);
  });

  it.each([
    ['another checksum', compressed, { ...expected, crc32: 1 }, /checksum/],
    ['another length', compressed, { ...expected, size: 5 }, /length/],
    ['damage in the middle', compressed.slice().fill(0xff, 1000, 1100), expected, /damaged|checksum/],
    ['a missing end', compressed.subarray(0, compressed.length / 2), undefined, /ends too early/],
    ['no deflated data', new Uint8Array([7, 7, 7]), expected, /damaged|too early/],
  ])('fails on %s', async (_, bytes, check, sentence) => {
    await expect(inflated(bytes, check)).rejects.toMatchObject({
      reason: 'unreadable',
      message: expect.stringMatching(sentence) as string,
    });
  });

  it('yields what comes before the damage', async () => {
    let size = 0;
    const bytes = compressed.slice().fill(0xff, Math.floor(compressed.length * 0.9));
    await expect(
      (async () => {
        for await (const chunk of inflateRaw(bytes, expected)) size += chunk.length;
      })(),
    ).rejects.toThrow();
    expect(size).toBeGreaterThan(content.length / 2);
  });

  it('may be left before the end', async () => {
    for await (const chunk of inflateRaw(compressed, expected)) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
  });
});

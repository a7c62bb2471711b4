import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksum } from '../../../src/core/history/checksum.ts';
import { decodeFrames, encodeFrame } from '../../../src/core/history/journalFrames.ts';

const concat = (parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

describe('journal records', () => {
  it('are lines that a person can read', () => {
    const text = new TextDecoder().decode(encodeFrame(3, 1, '{"op":"x"}'));
    expect(text).toMatch(/^3 1 10 [0-9a-f]{8}\n\{"op":"x"\}\n$/);
  });

  it('come back whole, whatever they hold', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.string({ unit: 'grapheme' }))), (records) => {
        const { frames, tail } = decodeFrames(concat(records.map(([g, json]) => encodeFrame(g, 1, json))));
        expect(tail).toBe('none');
        expect(frames.map((frame) => [frame.generation, frame.text()])).toEqual(records);
      }),
    );
  });

  it('are lost one by one: a changed byte, of content or head, costs the record that it is in', () => {
    const records = [1, 2, 3].map((n) => encodeFrame(n, 4, `{"n":${n}}`));
    const bytes = concat(records);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, bits) => {
          const damaged = bytes.slice();
          damaged[at] = (damaged[at] as number) ^ bits;
          const { frames, whole, tail } = decodeFrames(damaged);
          const lengths = records.map(({ length }) => length);
          const hit = [0, 1, 2].find((n) => at < sum(lengths.slice(0, n + 1)));
          // The last byte of a record, the end of its line, says nothing.
          const isEnd = [1, 2, 3].some((n) => at === sum(lengths.slice(0, n)) - 1);
          const left = [1, 2, 3].filter((n) => isEnd || n - 1 !== hit);
          expect(tail === 'none').toBe(isEnd);
          expect(frames.map(({ generation, text }) => [generation, text()])).toEqual(
            left.map((n) => [n, `{"n":${n}}`]),
          );
          const kept = concat(whole.map(([from, to]) => damaged.subarray(from, to)));
          expect(kept).toEqual(isEnd ? damaged : concat(left.map((n) => records[n - 1] as Uint8Array)));
        },
      ),
    );
  });

  it('that were cut off by a write that never finished are torn, at every byte', () => {
    const good = encodeFrame(1, 1, '{"n":1}');
    const bytes = concat([good, encodeFrame(12, 1, '{"n":2}')]);
    for (let end = good.length + 1; end < bytes.length; end++) {
      const { frames, whole, tail } = decodeFrames(bytes.subarray(0, end));
      expect([frames.length, whole, tail]).toEqual([1, [[0, good.length]], 'torn']);
    }
  });

  it('of which a power cut kept any sector from the medium are torn, and those before them are whole', () => {
    const before = encodeFrame(1, 1, '{"op":"a"}');
    const last = encodeFrame(1, 1, JSON.stringify({ op: 'b', text: 'x'.repeat(2_000) }));
    const bytes = concat([before, last]);
    const sectors = Math.ceil(bytes.length / 512);
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: sectors - 1 }), { minLength: 1 }), (missing) => {
        const cut = bytes.slice();
        for (const sector of missing) cut.fill(0, Math.max(before.length, sector * 512), (sector + 1) * 512);
        const { frames, whole, tail } = decodeFrames(cut);
        expect(frames.map((frame) => frame.text())).toEqual(['{"op":"a"}']);
        expect([whole, tail]).toEqual([[[0, before.length]], 'torn']);
      }),
    );
  });

  it('of before, whose checksum was of the content alone, are read', () => {
    const body = new TextEncoder().encode('{"n":1}');
    const head = `7 3 ${body.length} ${checksum(body).toString(16).padStart(8, '0')}`;
    const { frames, tail } = decodeFrames(new TextEncoder().encode(`${head}\n{"n":1}\n`));
    expect([frames[0]?.generation, frames[0]?.schema, tail]).toEqual([7, 3, 'none']);
  });
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

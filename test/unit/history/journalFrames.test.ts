import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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

  it('end before the first damage', () => {
    const good = encodeFrame(1, 1, '{"n":1}');
    const bytes = concat([good, encodeFrame(1, 1, '{"n":2}')]);
    fc.assert(
      fc.property(
        fc.integer({ min: good.length, max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, bits) => {
          const damaged = bytes.slice();
          damaged[at] = (damaged[at] as number) ^ bits;
          const { frames, goodBytes, tail } = decodeFrames(damaged);
          const survives = frames.length === 2;
          // Only the numbers before the checksum can change unseen; the content never does.
          expect(frames.map((frame) => frame.text())).toEqual(
            survives ? ['{"n":1}', '{"n":2}'] : ['{"n":1}'],
          );
          if (!survives) expect([goodBytes, tail === 'none']).toEqual([good.length, false]);
        },
      ),
    );
  });
});

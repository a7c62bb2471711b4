import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownMs, knownSince } from '../../../../src/core/analytics/insights/knownTime.ts';

const stretches = fc
  .uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 8 })
  .map((ends) => ends.sort((a, b) => a - b))
  .map((ends) =>
    Array.from({ length: Math.floor(ends.length / 2) }, (_, i) => ({
      from: ends[2 * i]!,
      to: ends[2 * i + 1]!,
    })),
  );

describe('known time', () => {
  it('is what unknown stretches leave', () => {
    fc.assert(
      fc.property(stretches, fc.nat(60), fc.nat(60), (unknown, start, length) => {
        let ms = 0;
        for (let at = start; at < start + length; at++) {
          if (!unknown.some(({ from, to }) => at >= from && at < to)) ms++;
        }
        expect(knownMs(unknown, start, start + length)).toBe(ms);
      }),
    );
  });

  it('is measured back to the latest instant from which so much is known', () => {
    fc.assert(
      fc.property(stretches, fc.nat(60), fc.integer({ min: 1, max: 80 }), (unknown, end, ms) => {
        let at = end;
        while (knownMs(unknown, at, end) < ms) at--;
        expect(knownSince(unknown, end, ms)).toBe(at);
      }),
    );
  });
});

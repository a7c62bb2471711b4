import { describe, expect, it } from 'vitest';
import { fold, foldWords } from '../../../src/core/analytics/folding.ts';

describe('fold', () => {
  it.each([
    ['Beyoncé', 'BEYONCE'],
    ['Beyonce\u0301', 'beyoncé'],
    ['Sigur Rós', 'sigur ros'],
    ['MØ', 'mo'],
    ['Mötley Crüe', 'motley crue'],
    ['Straße', 'STRASSE'],
    ['Encyclopædia', 'encyclopaedia'],
    ['Łona', 'lona'],
    ['İstanbul', 'istanbul'],
    ['ΟΔΟΣ', 'οδός'],
    ['Ёлка', 'елка'],
    ['ＡＢＣ', 'abc'],
    ['Don’t', "don't"],
    ['A – B', 'a - b'],
  ])('takes %s and %s for the same', (a, b) => {
    expect(fold(a)).toBe(fold(b));
  });

  it.each([
    ['が', 'か'],
    ['कि', 'क'],
    ['각', '가'],
  ])('keeps %s and %s apart, since their marks are letters', (a, b) => {
    expect(fold(a)).not.toBe(fold(b));
  });

  it('splits a query into words', () => {
    expect(foldWords('  Ágætis\u00a0byrjun ')).toEqual(['agaetis', 'byrjun']);
  });
});

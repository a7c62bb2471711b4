import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanFileName, cleanText } from '../../../../src/core/history/import/exportText.ts';

describe('cleanText', () => {
  it('leaves ordinary names as they are', () => {
    for (const name of [
      'Paper Lanterns',
      'Sigur Rós',
      '椎名林檎',
      'Земфира',
      '방탄소년단',
      'فيروز',
      '🏳️‍🌈 Pride',
      'A – B',
    ]) {
      expect(cleanText(name)).toBe(name);
    }
  });

  it('strips control characters and turns line breaks into spaces', () => {
    expect(cleanText('Title\u0000\u0007\u009f')).toBe('Title');
    expect(cleanText('one\r\n\ttwo\u2028three')).toBe('one two three');
  });

  it('strips characters that turn the direction of writing', () => {
    expect(cleanText('safe\u202Eevil\u2066x\u200f')).toBe('safeevilx');
  });

  it('strips invisible tag characters, which can carry hidden words', () => {
    expect(cleanText('Song\u{e0049}\u{e0067}')).toBe('Song');
  });

  it('strips what else cannot be seen and can carry hidden words', () => {
    expect(cleanText('So\u00adng\u200b\u2060\u3164\ufe01\u{e0100}\u{e01ef}')).toBe('Song');
    expect(cleanText('ab\u00ad')).toBe('ab');
  });

  it('strips lone surrogates', () => {
    expect(cleanText('a\ud800b')).toBe('ab');
  });

  it('composes to NFC, so that one name has one spelling', () => {
    expect(cleanText('Bjo\u0308rk')).toBe('Björk');
  });

  it('trims blanks', () => {
    expect(cleanText('  x \u00a0')).toBe('x');
    expect(cleanText(' \t ')).toBe('');
  });

  it('keeps 500 characters and never half a pair', () => {
    expect(cleanText('x'.repeat(600))).toHaveLength(500);
    expect(cleanText(`${'x'.repeat(499)}😀`)).toBe('x'.repeat(499));
  });

  it('is empty for what is no text', () => {
    for (const value of [null, undefined, 5, {}, ['a'], true]) expect(cleanText(value)).toBe('');
  });

  it('gives the same as the full cleaning whichever way it takes', () => {
    const units = [
      'a',
      ' ',
      'é',
      '\u0301',
      '\u0000',
      '\u00a0',
      '\u202e',
      '\ud83d',
      '\ude00',
      '椎',
      '\u3099',
      'か',
      '한',
    ];
    const text = fc.array(fc.constantFrom(...units), { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (value) => {
        const once = cleanText(value);
        const isNormal = once === once.normalize('NFC').trim();
        const isSafe = !/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u.test(once);
        // A leading control character sends the rest the long way round.
        return isNormal && isSafe && cleanText(`\u0001${value}`) === once;
      }),
      { numRuns: 300 },
    );
  });
});

describe('cleanFileName', () => {
  it('keeps the end of a long name', () => {
    expect(cleanFileName(`${'d/'.repeat(200)}endsong_0.json`)).toMatch(/^….*endsong_0\.json$/);
    expect(cleanFileName(`${'d/'.repeat(200)}endsong_0.json`)).toHaveLength(200);
  });

  it('strips what could confuse a terminal', () => {
    expect(cleanFileName('a\u001b[31mb.json')).toBe('a[31mb.json');
  });
});

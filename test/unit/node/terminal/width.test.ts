import { describe, expect, it } from 'vitest';
import { cutTo, displayWidth, padTo } from '../../../../src/node/terminal/width.ts';

describe('displayWidth', () => {
  it.each([
    ['abc', 3],
    ['夜行', 4],
    ['한글', 4],
    ['ｱｲｳ', 3],
    ['e\u0301', 1],
    ['🪩', 2],
    ['🫠', 2],
    ['👨‍👩‍👧', 2],
    ['🇩🇪', 2],
    ['❤️', 2],
    ['\x1b[32mabc\x1b[39m', 3],
  ])('of %s is %i', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('padTo', () => {
  it('counts cells, not characters', () => {
    expect(padTo('夜行', 6)).toBe('夜行  ');
    expect(padTo('🪩', 4, 'right')).toBe('  🪩');
    expect(padTo('too long', 3)).toBe('too long');
  });
});

describe('cutTo', () => {
  it('keeps what fits', () => {
    expect(cutTo('abc', 3, '…')).toBe('abc');
    expect(cutTo('abcd', 3, '…')).toBe('ab…');
    expect(cutTo('ab cd', 4, '…')).toBe('ab…');
  });

  it('keeps the end where names differ there', () => {
    expect(cutTo('History_2025_0.json', 9, '…', 'start')).toBe('…5_0.json');
  });

  it('never halves a wide character or an emoji', () => {
    expect(cutTo('夜行図書室', 6, '…')).toBe('夜行…');
    expect(cutTo('a👨‍👩‍👧b👨‍👩‍👧', 5, '…')).toBe('a👨‍👩‍👧b…');
    expect(cutTo('a👨‍👩‍👧bcd', 3, '…')).toBe('a…');
  });
});

import { describe, expect, it } from 'vitest';
import { cleanText, disarmText } from '../../../../src/node/terminal/cleanText.ts';
import { hostileName } from './answers.ts';

describe('cleanText', () => {
  it.each([
    ['clears the screen', 'a\x1b[2Jb', 'ab'],
    ['sets the title', 'a\x1b]0;title\x07b', 'ab'],
    ['links elsewhere', '\x1b]8;;https://example.com\x1b\\click\x1b]8;;\x1b\\', 'click'],
    ['uses an 8-bit control', 'a\x9b31mb', 'ab'],
    ['leaves an escape open', 'a\x1b', 'a'],
    ['rewrites its line', 'real\rfake\b\b', 'real fake'],
    ['breaks the line', 'one\ntwo\u2028three', 'one two three'],
    ['turns the reading direction', 'abc\u202Edef\u2066', 'abcdef'],
    ['hides characters', 'a\u200Bb\uFEFFc\u00ADd', 'abcd'],
    ['is half a character', 'a\uD83D', 'a'],
  ])('disarms a name that %s', (_, name, clean) => {
    expect(cleanText(name)).toBe(clean);
  });

  it('keeps what names are made of', () => {
    for (const name of ['Ünïcödé', '夜行図書室', '👨‍👩‍👧 🏳️‍🌈 ❤️', 'العربية', 'नमस्ते', 'AC-DC [Live] (50%)']) {
      expect(cleanText(name)).toBe(name);
    }
  });

  it('bounds the length', () => {
    expect(cleanText('🪩'.repeat(5000))).toBe('🪩'.repeat(300) + '...');
  });

  it('can be given to map', () => {
    expect(['Tin', 'Observatory'].map(cleanText)).toEqual(['Tin', 'Observatory']);
  });

  it('leaves nothing that a terminal obeys', () => {
    expect(cleanText(hostileName)).toBe('Quiet Evil Name');
  });
});

describe('disarmText', () => {
  it('disarms a long text and keeps all of it', () => {
    expect(disarmText(`${'word '.repeat(200)}\x1b[2Jend`)).toBe(`${'word '.repeat(200)}end`);
  });
});

import { describe, expect, it } from 'vitest';
import { drawSentences } from '../../../../src/node/terminal/sentences.ts';
import { plainTerminal } from '../../../../src/node/terminal/terminal.ts';
import { screen } from './terminals.ts';

const text = 'Read 3 rows from endsong_0.json, e.g. this one. 2 new listens stored. Next: ask your agent.';

describe('drawSentences', () => {
  it('gives each sentence a line', () => {
    expect(drawSentences(text, plainTerminal)).toEqual([
      'Read 3 rows from endsong_0.json, e.g. this one.',
      '2 new listens stored.',
      'Next: ask your agent.',
    ]);
  });

  it('breaks lines between words in a terminal', () => {
    expect(drawSentences(text, { ...screen, columns: 24 })).toEqual([
      'Read 3 rows from',
      '  endsong_0.json, e.g.',
      '  this one.',
      '2 new listens stored.',
      'Next: ask your agent.',
    ]);
  });

  it('leaves a word alone that is longer than a line', () => {
    expect(drawSentences('a verylongword b', { ...screen, columns: 5 })).toEqual([
      'a',
      '  verylongword',
      '  b',
    ]);
  });
});

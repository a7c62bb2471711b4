import { describe, expect, it } from 'vitest';
import { pageNote } from '../../../../src/core/analytics/page.ts';
import { drawNotes } from '../../../../src/node/terminal/notes.ts';
import { plainTerminal } from '../../../../src/node/terminal/terminal.ts';
import { narrow } from './terminals.ts';

const play_rule = 'A listen of kind music counts as a play when 30 seconds or more were heard.';

describe('drawNotes', () => {
  it('says what was counted, and breaks the line where the terminal ends', () => {
    expect(drawNotes({ play_rule }, narrow)).toEqual([
      '',
      'Counted: A listen of kind music counts as a',
      '  play when 30 seconds or more were heard.',
    ]);
  });

  it('tells a reader nothing of cursors', () => {
    const page = pageNote({ offset: 0, limit: 10 }, 47, 'artists') ?? '';
    expect(page).toContain('cursor');
    expect(drawNotes({ play_rule, note: page }, plainTerminal)).toEqual(['', `Counted: ${play_rule}`]);
    expect(drawNotes({ play_rule, note: `The history ends in May. ${page}` }, plainTerminal).at(-1)).toBe(
      'Note: The history ends in May.',
    );
  });
});

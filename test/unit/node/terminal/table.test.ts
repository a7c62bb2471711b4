import { describe, expect, it } from 'vitest';
import { drawTable } from '../../../../src/node/terminal/table.ts';
import { plainTerminal } from '../../../../src/node/terminal/terminal.ts';
import { displayWidth } from '../../../../src/node/terminal/width.ts';
import { narrow, screen } from './terminals.ts';

const columns = [
  { header: 'name', shrinks: 'end' as const },
  { header: 'plays', align: 'right' as const },
];
const rows = [
  ['Tin Observatory', '12'],
  ['夜行図書室 🪩', '7'],
  ['A Very Long Name That Will Not Fit Into A Narrow Window', '1'],
];

describe('drawTable', () => {
  it('aligns names of any script', () => {
    expect(drawTable(columns, rows.slice(0, 2), screen)).toMatchInlineSnapshot(`
      "name             plays
      Tin Observatory     12
      夜行図書室 🪩        7"
    `);
  });

  it('cuts the widest name until a line fits the terminal', () => {
    const drawn = drawTable(columns, rows, narrow);
    expect(drawn).toMatchInlineSnapshot(`
      "name                                   plays
      Tin Observatory                           12
      夜行図書室 🪩                              7
      A Very Long Name That Will Not Fit I…      1"
    `);
    expect(Math.max(...drawn.split('\n').map(displayWidth))).toBe(narrow.columns);
  });

  it('cuts nothing where no terminal reads', () => {
    expect(drawTable(columns, rows, { ...plainTerminal, columns: 20 })).toContain(
      'A Very Long Name That Will Not Fit Into A Narrow Window      1',
    );
  });

  it('pads before it paints', () => {
    const painted = [{ header: 'n', paint: (cell: string) => `<${cell}>` }, { header: 'x' }];
    expect(
      drawTable(
        painted,
        [
          ['a', 'b'],
          ['long', 'c'],
        ],
        screen,
      ),
    ).toBe('n     x\n<a   >  b\n<long>  c');
  });
});

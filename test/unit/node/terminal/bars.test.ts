import { describe, expect, it } from 'vitest';
import { bar } from '../../../../src/node/terminal/bars.ts';
import { sparkline } from '../../../../src/node/terminal/sparkline.ts';
import { asciiScreen, screen } from './terminals.ts';

describe('bar', () => {
  it.each([
    [8, '████████'],
    [4, '████'],
    [4.5, '████▌'],
    [0.125, '▏'],
    [0.001, '▏'],
    [0, ''],
    [99, '████████'],
  ])('draws %d of 8 in eight cells', (value, drawn) => {
    expect(bar(value, 8, 8, screen)).toBe(drawn);
  });

  it('does without blocks', () => {
    expect(bar(4.4, 8, 8, asciiScreen)).toBe('####');
    expect(bar(0.1, 8, 8, asciiScreen)).toBe('#');
  });

  it('is empty when all values are zero', () => {
    expect(bar(0, 0, 8, screen)).toBe('');
  });
});

describe('sparkline', () => {
  it('is as high as each part of the greatest', () => {
    expect(sparkline([0, 1, 2, 4, 8], screen)).toBe(' ▁▂▄█');
    expect(sparkline([0, 8], asciiScreen, 2)).toBe('  ##');
    expect(sparkline([0, 0], screen)).toBe('  ');
  });
});

import { describe, expect, it } from 'vitest';
import { segments } from '../../../../src/node/terminal/segments.ts';
import { plainTerminal } from '../../../../src/node/terminal/terminal.ts';
import { screen } from './terminals.ts';

const bar = (values: readonly number[], max: number, terminal = screen): string =>
  segments(
    values.map((value, shade) => ({ value, shade })),
    max,
    10,
    terminal,
  );

describe('a bar of several parts', () => {
  it('is as long as its sum, and its parts are as their values', () => {
    expect(bar([50, 30, 20], 100)).toBe('█████▒▒▒░░');
    expect(bar([25, 25], 100)).toBe('███▒▒');
  });

  it('shows a small part beside a large one', () => {
    expect(bar([1_000, 1], 1_001)).toBe('█████████▒');
  });

  it('gives the only cell to the largest part', () => {
    expect(bar([1, 2], 100)).toBe('▒');
  });

  it('is nothing for nothing', () => {
    expect(bar([0, 0], 100)).toBe('');
    expect(bar([], 0)).toBe('');
  });

  it('does without Unicode where the terminal has none', () => {
    expect(bar([50, 30, 20], 100, plainTerminal)).toBe('#####+++..');
  });
});

import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatClock,
  formatCount,
  formatHours,
  formatShare,
  plural,
} from '../../../../src/node/terminal/numbers.ts';
import { plainTerminal } from '../../../../src/node/terminal/terminal.ts';
import { screen } from './terminals.ts';

describe('numbers', () => {
  it('groups digits for readers only', () => {
    expect(formatCount(1234567, screen)).toBe('1,234,567');
    expect(formatCount(1234567, plainTerminal)).toBe('1234567');
    expect(plural(1, 'row', 'rows', screen)).toBe('1 row');
    expect(plural(2000, 'row', 'rows', screen)).toBe('2,000 rows');
  });

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [12_800_000, '12.8 MB'],
    [512_345_678, '512 MB'],
    [3_400_000_000, '3.4 GB'],
  ])('writes %i bytes as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it.each([
    [0, '0:00'],
    [7.4, '0:07'],
    [59.6, '1:00'],
    [3723, '1:02:03'],
    [-1, '0:00'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(formatClock(seconds)).toBe(text);
  });

  it('gives small hours a second decimal', () => {
    expect(formatHours(0.424)).toBe('0.42');
    expect(formatHours(291.26)).toBe('291.3');
    expect(formatShare(0.0668)).toBe('6.7%');
  });
});

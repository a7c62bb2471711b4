import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExportTime } from '../../../../src/core/history/import/exportTime.ts';

describe('parseExportTime', () => {
  it('reads the extended form', () => {
    expect(parseExportTime('2023-03-19T18:31:37Z')).toBe(Date.UTC(2023, 2, 19, 18, 31, 37));
  });

  it('reads the form of old dumps', () => {
    expect(parseExportTime('2013-10-09 20:03:57 UTC')).toBe(Date.UTC(2013, 9, 9, 20, 3, 57));
  });

  it('reads the account form as UTC, whatever the zone of the machine', () => {
    expect(parseExportTime('2024-11-06 20:00')).toBe(Date.UTC(2024, 10, 6, 20, 0));
  });

  it('reads fractions of a second and an explicit offset of zero', () => {
    expect(parseExportTime('2024-11-06T20:00:01.5Z')).toBe(Date.UTC(2024, 10, 6, 20, 0, 1, 500));
    expect(parseExportTime('2024-11-06T20:00:01+00:00')).toBe(Date.UTC(2024, 10, 6, 20, 0, 1));
  });

  it.each([
    '',
    'yesterday',
    '2024-02-30T10:00:00Z',
    '2023-02-29T10:00:00Z',
    '2024-13-01T10:00:00Z',
    '2024-00-10T10:00:00Z',
    '2024-01-00T10:00:00Z',
    '2024-01-01T24:00:00Z',
    '2024-01-01T10:60:00Z',
    '2024-01-01T-1:00:00Z',
    '2024-01-01T1e:00:00Z',
    '2024-01-01T10:00:00+02:00',
    '2024-01-01',
  ])('takes %j for no time', (text) => {
    expect(parseExportTime(text)).toBeUndefined();
  });

  it('knows leap years', () => {
    expect(parseExportTime('2024-02-29T10:00:00Z')).toBe(Date.UTC(2024, 1, 29, 10));
    expect(parseExportTime('2000-02-29 10:00')).toBe(Date.UTC(2000, 1, 29, 10));
  });

  it('agrees with Date for every second of 1970 to 2100', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) / 1000 }), (seconds) => {
        const text = new Date(seconds * 1000).toISOString().replace('.000', '');
        return parseExportTime(text) === seconds * 1000;
      }),
    );
  });
});

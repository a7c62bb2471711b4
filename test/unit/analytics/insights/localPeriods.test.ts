import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cutIntoPeriods,
  formatPeriod,
  unitFor,
} from '../../../../src/core/analytics/insights/localPeriods.ts';
import { TimeZone } from '../../../../src/core/analytics/timeZone.ts';
import { playColumns } from '../../../fixtures/playColumns.ts';
import { places } from './gappyHistory.ts';
import { groupBy, Wall } from './slowHistory.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const lengths = { day: 10, month: 7, year: 4 } as const;

const columnsOf = (ends: readonly number[]) =>
  playColumns(ends.map((endedAt) => ({ endedAt, title: 'Song', artist: 'Artist' })));
const cut = (zone: string, ends: readonly number[], unit: 'day' | 'month' | 'year') => {
  const columns = columnsOf(ends);
  const rows = Int32Array.from(ends.keys());
  return cutIntoPeriods(columns, rows, new TimeZone(zone), unit).map((period) => ({
    period: formatPeriod(period, unit),
    plays: period.plays,
  }));
};

describe('local days, months and years', () => {
  it('are those that the wall clock shows, in every zone', () => {
    const question = fc.constantFrom(...places).chain(({ zone, around }) => {
      const centre = Date.parse(around);
      const near = fc
        .integer({ min: -3 * 24 * 4, max: 3 * 24 * 4 })
        .map((quarters) => quarters * 15 * minute);
      const far = fc.tuple(fc.integer({ min: -400, max: 400 }), near).map(([days, ms]) => days * day + ms);
      return fc.record({
        zone: fc.constant(zone),
        ends: fc.array(fc.oneof(near, far), { maxLength: 80 }).map((all) => all.map((ms) => centre + ms)),
        unit: fc.constantFrom('day' as const, 'month' as const, 'year' as const),
      });
    });
    fc.assert(
      fc.property(question, ({ zone, ends, unit }) => {
        ends.sort((a, b) => a - b);
        const wall = new Wall(zone);
        const nameOf = (at: number): string => wall.date(at).slice(0, lengths[unit]);
        const expected = groupBy(ends, nameOf)
          .map((own) => ({ period: nameOf(own[0]!), plays: own.length }))
          .sort((a, b) => (a.period < b.period ? -1 : 1));
        expect(cut(zone, ends, unit)).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  it('end by the offset of their end, not by that of their first play', () => {
    const ends = ['2024-03-01T12:00:00Z', '2024-04-01T03:30:00Z', '2024-04-01T04:30:00Z'].map(Date.parse);
    expect(cut('America/New_York', ends, 'month')).toEqual([
      { period: '2024-03', plays: 2 },
      { period: '2024-04', plays: 1 },
    ]);
  });

  it('come once where clocks are set back over midnight', () => {
    // São Paulo: at midnight of 18 February 2018 it was 23:00 of the 17th again.
    const ends = ['2018-02-18T01:30:00Z', '2018-02-18T02:30:00Z', '2018-02-18T03:30:00Z'].map(Date.parse);
    expect(cut('America/Sao_Paulo', ends, 'day')).toEqual([
      { period: '2018-02-17', plays: 2 },
      { period: '2018-02-18', plays: 1 },
    ]);
  });

  it('are months for plays of up to 24 of them, else years', () => {
    const unit = (first: string, last: string) =>
      unitFor(columnsOf([Date.parse(first), Date.parse(last)]), Int32Array.of(0, 1), new TimeZone('UTC'));
    expect(unit('2023-01-31T10:00:00Z', '2024-12-01T10:00:00Z')).toBe('month');
    expect(unit('2023-01-31T10:00:00Z', '2025-01-01T10:00:00Z')).toBe('year');
  });
});

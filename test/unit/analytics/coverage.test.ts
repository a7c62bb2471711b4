import { describe, expect, it } from 'vitest';
import { coverage } from '../../../src/core/analytics/coverage.ts';
import { contextOf, listen } from './context.ts';

describe('coverage', () => {
  it('accounts for plays, short listens, sources, URIs and months', () => {
    const listens = [
      { ...listen('2024-12-31T23:30:00Z'), uri: 'spotify:track:1' },
      { ...listen('2025-01-01T00:10:00Z'), source: 'account' as const },
      { ...listen('2025-01-01T11:00:00Z'), msPlayed: 5_000 },
      { ...listen('2025-01-01T12:00:00Z'), kind: 'podcast' as const },
      listen('2025-02-01T10:00:00Z'),
    ];
    const context = contextOf(listens, '2025-02-01T12:00:00Z', { superseded: 3 });
    expect(coverage(context, { from: '2024-12-01', to: '2025-02-02' })).toMatchObject({
      first_play: '2024-12-31T23:30:00+00:00',
      last_play: '2025-02-01T10:00:00+00:00',
      days_with_plays: 3,
      days_in_window: 63,
      plays: 3,
      short_listens: 1,
      with_uri_share: 0.3333,
      with_time_share: 1,
      estimated_share: 0,
      sources: [
        { source: 'extended', plays: 2 },
        { source: 'account', plays: 1 },
      ],
      gaps: [],
      history: {
        first_listen: '2024-12-31T23:30:00+00:00',
        last_listen: '2025-02-01T10:00:00+00:00',
        listens: 5,
        superseded: 3,
      },
      months: [
        { month: '2024-12', plays: 1, hours: 0.05, sources: [{ source: 'extended', plays: 1 }] },
        { month: '2025-01', plays: 1, hours: 0.05, sources: [{ source: 'account', plays: 1 }] },
        { month: '2025-02', plays: 1, hours: 0.05, sources: [{ source: 'extended', plays: 1 }] },
      ],
    });
  });

  it('forms days and months in the zone', () => {
    const context = contextOf([listen('2024-12-31T23:30:00Z')], '2025-01-02T12:00:00Z');
    const { months } = coverage(context, { timezone: 'Europe/Berlin' });
    expect(months.map(({ month }) => month)).toEqual(['2025-01']);
  });

  it('does not count the day that Samoa left out', () => {
    const context = contextOf([listen('2011-12-31T12:00:00Z')], '2011-12-31T13:00:00Z', {
      timeZone: 'Pacific/Apia',
    });
    // 1 January, 31 and 29 December.
    const result = coverage(context, { days: 4 });
    expect(result.window_start).toBe('2011-12-29T00:00:00-10:00');
    expect(result.days_in_window).toBe(3);
  });

  it('shows each known gap that the window touches, whole', () => {
    const at = (iso: string): number => Date.parse(iso);
    const gaps = [
      { from: at('2025-05-01T00:00:00Z'), to: at('2025-05-02T00:00:00Z'), reason: 'off' as const },
      { from: at('2025-05-30T00:00:00Z'), to: at('2025-06-01T00:00:00Z'), reason: 'missed' as const },
      { from: at('2025-06-01T20:00:00Z'), to: at('2025-06-03T00:00:00Z'), reason: 'signed_out' as const },
    ];
    const context = contextOf([listen('2025-06-01T10:00:00Z')], '2025-06-01T21:00:00Z', { gaps });
    const result = coverage(context, { from: '2025-05-31' });
    expect(result.gaps).toEqual([
      { from: '2025-05-30T00:00:00+00:00', to: '2025-06-01T00:00:00+00:00', reason: 'missed' },
      { from: '2025-06-01T20:00:00+00:00', to: '2025-06-03T00:00:00+00:00', reason: 'signed_out' },
    ]);
    expect(result.note).toBe('Totals are at least what is said here: the window has 2 gaps.');
    // Neither the end of one nor the start of another is a touch.
    expect(coverage(context, { from: '2025-06-01', to: '2025-06-01T20:00:00Z' }).gaps).toEqual([]);
  });

  it('lists the longest of very many gaps, oldest first, and counts all', () => {
    const start = Date.parse('2025-01-01T00:00:00Z');
    const gaps = Array.from({ length: 50 }, (_, n) => ({
      from: start + n * 86_400_000,
      to: start + n * 86_400_000 + (n % 2 === 0 ? 1 : 9) * 60_000,
      reason: 'missed' as const,
    }));
    const context = contextOf([listen('2025-02-25T10:00:00Z')], '2025-02-25T12:00:00Z', { gaps });
    const result = coverage(context, { from: '2025-01-01' });
    expect(result.gaps).toHaveLength(20);
    expect([...result.gaps].sort((a, b) => (a.from < b.from ? -1 : 1))).toEqual(result.gaps);
    expect(result.gaps.every(({ from, to }) => Date.parse(to) - Date.parse(from) === 540_000)).toBe(true);
    expect(result.note).toContain('50 gaps');
  });

  it('says that what is known from account data alone is a lower bound', () => {
    const context = contextOf(
      [{ ...listen('2025-06-01T10:00:00Z'), source: 'account' }, listen('2025-06-02T10:00:00Z')],
      '2025-06-02T12:00:00Z',
    );
    expect(coverage(context, { from: '2025-06-01' }).note).toBe(
      'Totals are at least what is said here: 1 play is known from account data alone, which leaves out quick repeats.',
    );
    expect(coverage(context, { from: '2025-06-02' })).not.toHaveProperty('note');
  });

  it('tells of how much of the time it is known, and of how much it is estimated', () => {
    const api = (end: string, msPlayed: number) => ({
      ...listen(end),
      source: 'api' as const,
      msPlayed,
      estimated: true,
    });
    const listens = [
      listen('2025-06-01T10:00:00Z'),
      api('2025-06-01T10:10:00Z', 5_000),
      api('2025-06-01T10:20:00Z', -1),
      { ...listen('2025-06-01T10:30:00Z'), source: 'api' as const, msPlayed: 5_000 },
    ];
    const result = coverage(contextOf(listens, '2025-06-01T12:00:00Z'), {});
    // Finished plays count, however short they are; one that was seen to be short does not.
    expect(result).toMatchObject({
      plays: 3,
      short_listens: 1,
      with_time_share: 0.3333,
      estimated_share: 0.6667,
    });
    expect(result.play_rule).toContain('one that Spotify reported as finished counts always');
    expect(coverage(contextOf(listens.slice(0, 1), '2025-06-01T12:00:00Z'), {}).play_rule).not.toContain(
      'Spotify',
    );
  });

  it('shows the time after the last listen of any kind as a gap, up to now', () => {
    const listens = [
      listen('2025-06-01T10:00:00Z'),
      { ...listen('2025-06-03T10:00:00Z'), kind: 'podcast' as const },
    ];
    const ask = (now: string, to?: string) =>
      coverage(contextOf(listens, now), { from: '2025-05-01', to }).gaps;
    expect(ask('2025-06-10T12:00:00Z')).toEqual([
      { from: '2025-06-03T10:00:00+00:00', to: '2025-06-10T12:00:00+00:00', reason: 'after_last_listen' },
    ]);
    expect(ask('2025-06-10T12:00:00Z', '2025-06-08')).toEqual([
      { from: '2025-06-03T10:00:00+00:00', to: '2025-06-08T00:00:00+00:00', reason: 'after_last_listen' },
    ]);
    expect(ask('2025-06-10T12:00:00Z', '2025-06-04')).toEqual([]);
    expect(ask('2025-06-04T10:00:00Z')).toEqual([]);
    expect(ask('2025-06-04T10:00:01Z')).toHaveLength(1);
  });
});

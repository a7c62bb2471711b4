import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePeriods } from '../../../src/core/analytics/comparePeriods.ts';
import { InputError } from '../../../src/core/errors.ts';
import type { ComparePeriodsParams } from '../../../src/protocol/history/comparePeriods.ts';
import type { ListenFixture } from '../../fixtures/playColumns.ts';
import { contextOf, listen } from './context.ts';
import { mixedListens } from './insights/mixedListens.ts';

const now = '2025-04-10T12:00:00Z';
const of = (day: string, artist: string, times: number, msPlayed = 60_000): ListenFixture[] =>
  Array.from({ length: times }, (_, i) => ({
    ...listen(`${day}T10:${String(i).padStart(2, '0')}:00Z`, 'Song', artist),
    msPlayed,
  }));
const listens = [
  ...of('2023-01-01', 'Old friend', 1),
  ...of('2025-02-10', 'Faller', 5),
  ...of('2025-02-11', 'Steady', 2),
  ...of('2025-03-10', 'Faller', 1),
  ...of('2025-03-11', 'Steady', 2),
  ...of('2025-03-12', 'Climber', 4),
  ...of('2025-03-13', 'Old friend', 1),
];
const march = { from: '2025-03-01', to: '2025-04-01' };
const ask = (params: ComparePeriodsParams, all = listens) => comparePeriods(contextOf(all, now), params);

describe('comparePeriods', () => {
  it('compares totals', () => {
    const result = ask({ ...march, compare_from: '2025-02-01', compare_to: '2025-03-01' });
    expect(result).toMatchObject({
      current: { plays: 8, hours: 0.13, unique_tracks: 4, unique_artists: 4 },
      previous: { plays: 7, hours: 0.12, unique_tracks: 2, unique_artists: 2 },
      change: { plays: 1, hours: 0.01, unique_tracks: 2, unique_artists: 2 },
    });
  });

  it('lists who gained and lost, with ranks where there are plays, and leaves out who did neither', () => {
    const { climbers, fallers } = ask({ ...march, compare_from: '2025-02-01', compare_to: '2025-03-01' });
    expect(climbers).toEqual([
      { name: 'Climber', plays: 4, previous_plays: 0, rank: 1 },
      { name: 'Old friend', plays: 1, previous_plays: 0, rank: 3 },
    ]);
    expect(fallers).toEqual([{ name: 'Faller', plays: 1, previous_plays: 5, rank: 3, previous_rank: 1 }]);
  });

  it('calls only artists new that were never played before the window', () => {
    expect(ask(march).new_artists).toEqual([{ name: 'Climber', plays: 4 }]);
  });

  it('measures by time where asked', () => {
    const all = [...of('2025-02-10', 'A', 3, 60_000), ...of('2025-03-10', 'A', 1, 600_000)];
    expect(ask(march, all)).toMatchObject({ climbers: [], fallers: [{ name: 'A' }] });
    expect(ask({ ...march, by: 'time' }, all)).toMatchObject({ climbers: [{ name: 'A' }], fallers: [] });
  });

  it('compares tracks and albums too, named with their artist', () => {
    const play = (day: string, title: string, artist: string, album: string): ListenFixture => ({
      ...listen(`2025-${day}T10:00:00Z`, title, artist),
      album,
    });
    const all = [
      play('02-10', 'Old', 'A', 'One'),
      play('02-11', 'Same', 'A', 'One'),
      play('03-10', 'New', 'A', 'Two'),
      play('03-11', 'Same', 'A', 'One'),
      play('03-12', 'New', '', ''),
    ];
    const february = { compare_from: '2025-02-01', compare_to: '2025-03-01' };
    expect(ask({ ...march, ...february, of: 'tracks' }, all)).toMatchObject({
      climbers: [
        { name: 'New', plays: 1, previous_plays: 0, rank: 1 },
        { name: 'New – A', plays: 1, previous_plays: 0, rank: 1 },
      ],
      fallers: [{ name: 'Old – A', plays: 0, previous_plays: 1, previous_rank: 1 }],
      new_artists: [],
    });
    expect(ask({ ...march, ...february, of: 'albums' }, all)).toMatchObject({
      climbers: [{ name: 'Two – A', plays: 1, previous_plays: 0, rank: 1 }],
      fallers: [{ name: 'One – A', plays: 1, previous_plays: 2, rank: 1, previous_rank: 1 }],
    });
  });

  it('agrees with counting by hand on random histories', () => {
    const valueOf = (play: ListenFixture, by: 'plays' | 'time'): number =>
      by === 'time' ? play.msPlayed! : 1;
    fc.assert(
      fc.property(
        mixedListens('2025-03-01T00:00:00Z', 20),
        fc.constantFrom('tracks' as const, 'albums' as const),
        fc.constantFrom('plays' as const, 'time' as const),
        (all, of, by) => {
          const answer = ask(
            { from: '2025-03-01', compare_from: '2025-02-01', compare_to: '2025-03-01', limit: 100, of, by },
            all,
          );
          const changes = new Map<string, number>();
          for (const play of all.filter(({ msPlayed }) => msPlayed! >= 30_000)) {
            const title = of === 'tracks' ? play.title : play.album;
            if (title === undefined) continue;
            const name = play.artist === '' ? title : `${title} – ${play.artist}`;
            const isCurrent = Number(play.endedAt) >= Date.parse('2025-03-01');
            const value = isCurrent ? valueOf(play, by) : -valueOf(play, by);
            changes.set(name, (changes.get(name) ?? 0) + value);
          }
          const moved = (sign: number): string[] =>
            [...changes]
              .filter(([, change]) => change * sign > 0)
              .sort(([, a], [, b]) => (b - a) * sign)
              .map(([name]) => name);
          const changeOf = (name: string): number => changes.get(name)!;
          for (const [rows, sign] of [
            [answer.climbers, 1],
            [answer.fallers, -1],
          ] as const) {
            expect(rows.map(({ name }) => name).sort()).toEqual(moved(sign).sort());
            expect(rows.map(({ name }) => changeOf(name))).toEqual(moved(sign).map(changeOf));
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('says how many new artists it does not list', () => {
    const all = ['A', 'B', 'C'].flatMap((artist) => of('2025-03-10', artist, 1));
    expect(ask({ ...march, limit: 2 }, all).note).toContain('2 of 3 new artists are listed');
  });

  it('says that the history does not reach the other period', () => {
    expect(ask(march, of('2025-03-10', 'A', 1)).note).toContain('nothing of the other period is known');
    expect(ask(march, of('2025-02-10', 'A', 1)).note).toContain('only part of the other period is known');
  });
});

describe('the other period', () => {
  const spanOf = (params: ComparePeriodsParams): [string, string] => {
    const { previous_start, previous_end } = ask({ timezone: 'Europe/Berlin', ...params });
    return [previous_start, previous_end];
  };

  it('is as many local days before, across a change of the clocks', () => {
    expect(spanOf({ days: 30 })).toEqual(['2025-02-10T00:00:00+01:00', '2025-03-12T00:00:00+01:00']);
    expect(spanOf({ from: '2025-03-17', to: '2025-04-01' })).toEqual([
      '2025-03-02T00:00:00+01:00',
      '2025-03-17T00:00:00+01:00',
    ]);
  });

  it('is equally long where the window is not of whole days', () => {
    expect(spanOf({ from: '2025-03-31T10:00:00Z', to: '2025-04-01T10:00:00Z' })).toEqual([
      '2025-03-30T12:00:00+02:00',
      '2025-03-31T12:00:00+02:00',
    ]);
  });

  it('is as long as the window where one end is given', () => {
    expect(spanOf({ ...march, compare_from: '2024-03-01' })).toEqual([
      '2024-03-01T00:00:00+01:00',
      '2024-04-01T00:00:00+02:00',
    ]);
    expect(spanOf({ ...march, compare_to: '2024-04-01' })).toEqual([
      '2024-03-01T00:00:00+01:00',
      '2024-04-01T00:00:00+02:00',
    ]);
  });

  it.each([
    { compare_from: '2024-03-01', compare_to: '2024-03-01' },
    { compare_from: '2024-02-30' },
    { compare_to: '2024-13-01' },
  ])('is refused as %j', (params) => {
    expect(() => ask(params)).toThrow(InputError);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onThisDay } from '../../../../src/core/analytics/insights/onThisDay.ts';
import { InputError } from '../../../../src/core/errors.ts';
import {
  onThisDayResult,
  type OnThisDayParams,
} from '../../../../src/protocol/history/insights/onThisDay.ts';
import type { By } from '../../../../src/protocol/history/window.ts';
import { contextOf, listen } from '../context.ts';
import { ask, gappyQuestion, withoutWords } from './gappyHistory.ts';
import {
  addDays,
  artistsOf,
  groupBy,
  heardOf,
  hoursOf,
  recordingKey,
  releasesOf,
  uriOf,
  type SlowHistory,
  type SlowListen,
} from './slowHistory.ts';

const exists = (date: string): boolean => {
  const ms = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date);
};

function topTracks(plays: readonly SlowListen[], by: By, limit: number): object[] {
  return groupBy(plays, recordingKey)
    .map((group) => ({ group, ...releasesOf(group) }))
    .sort((a, b) => {
      const more = b.group.length - a.group.length;
      const longer = heardOf(b.group) - heardOf(a.group);
      const [x, y] = [a.main, b.main].map(({ title, artist, uri }) => [title, artist, uri ?? '']);
      const differing = x!.findIndex((text, i) => text !== y![i]);
      return (by === 'plays' ? more || longer : longer || more) || (x![differing]! < y![differing]! ? -1 : 1);
    })
    .slice(0, limit)
    .map(({ group, main, releases }) => ({
      name: main.title,
      artists: artistsOf(main.artist),
      plays: group.length,
      hours: hoursOf(group),
      ...uriOf(main.uri),
      ...(releases > 1 && { releases }),
    }));
}

function slowOnThisDay(
  slow: SlowHistory,
  asked: string | undefined,
  around: number,
  by: By,
  limit: number,
): object {
  const { wall, listens, now } = slow;
  const date = asked ?? wall.date(now);
  const first = listens[0]!.at;
  const years: object[] = [];
  let withPlays = 0;
  for (let year = Number(date.slice(0, 4)) - 1; year > 2000; year--) {
    const same = exists(`${year}${date.slice(4)}`) ? `${year}${date.slice(4)}` : `${year}-02-28`;
    const dates = Array.from({ length: 2 * around + 1 }, (_, i) => addDays(same, i - around));
    const stretch = { start: wall.midnight(dates[0]!), end: wall.midnight(addDays(same, around + 1)) };
    if (stretch.start > now || stretch.end <= first || year > Number(wall.date(now).slice(0, 4))) continue;
    const plays = slow.plays.filter(({ at }) => dates.includes(wall.date(at)));
    const [opener] = plays;
    if (opener !== undefined) withPlays++;
    years.push({
      year,
      date: same,
      plays: plays.length,
      hours: hoursOf(plays),
      ...(opener !== undefined && {
        first_track: {
          name: opener.title,
          artists: artistsOf(opener.artist),
          played_at: wall.iso(opener.at),
          ...uriOf(opener.uri),
        },
      }),
      top_tracks: topTracks(plays, by, limit),
      ...(slow.isUnknown(stretch) && { incomplete: true }),
    });
  }
  return {
    date,
    timezone: wall.zone,
    first_listen: wall.iso(first),
    years_with_plays: withPlays,
    years,
  };
}

describe('onThisDay', () => {
  it('agrees with a slow, independent one', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        fc.oneof(gappyQuestion({ days: 2, years: 5 }), gappyQuestion({ days: 10, years: 3 })),
        fc.record({
          date: fc.constantFrom(undefined, undefined, '2024-03-10', '2024-02-29', '2012-12-30', '2030-01-01'),
          around: fc.constantFrom(0, 0, 1, 7),
          by: fc.constantFrom('plays' as const, 'time' as const),
          limit: fc.constantFrom(1, 3, 20),
        }),
        (question, { date, around, by, limit }) => {
          const asked = ask({ ...question, window: {} });
          fc.pre(asked !== undefined);
          const { context, params, slow } = asked;
          const answer = onThisDay(context, { ...params, date, days_around: around, by, limit });
          expect(withoutWords(answer)).toStrictEqual(slowOnThisDay(slow, date, around, by, limit));
          expect(onThisDayResult.strict().parse(answer)).toStrictEqual(answer);
        },
      ),
      { numRuns: 120 },
    );
  });

  const ends = [
    '2020-02-29T08:00:00Z',
    '2021-02-28T08:00:00Z',
    '2023-06-11T23:30:00Z',
    '2024-06-11T08:00:00Z',
    '2025-06-11T08:00:00Z',
  ];
  const run = (params: OnThisDayParams = {}, now = '2025-06-11T12:00:00Z') =>
    onThisDay(
      contextOf(
        ends.map((end) => listen(end, `Song of ${end.slice(0, 4)}`)),
        now,
      ),
      params,
    );
  const plays = (params: OnThisDayParams, now?: string): [number, number][] =>
    run(params, now).years.map((row) => [row.year, row.plays]);

  it('shows earlier years, the latest first, and says which have nothing', () => {
    const answer = run();
    expect(answer).toMatchObject({
      date: '2025-06-11',
      first_listen: '2020-02-29T08:00:00+00:00',
      years_with_plays: 2,
      note: 'No plays on this date in 2022, 2021, 2020.',
    });
    expect(answer.years.map((row) => [row.year, row.plays])).toEqual([
      [2024, 1],
      [2023, 1],
      [2022, 0],
      [2021, 0],
      [2020, 0],
    ]);
    expect(answer.years[0]).toEqual({
      year: 2024,
      date: '2024-06-11',
      plays: 1,
      hours: 0.05,
      first_track: {
        name: 'Song of 2024',
        artists: ['Artist'],
        played_at: '2024-06-11T08:00:00+00:00',
      },
      top_tracks: [{ name: 'Song of 2024', artists: ['Artist'], plays: 1, hours: 0.05 }],
    });
  });

  it('takes the date in the zone', () => {
    // 23:30 UTC of the 11th is the 12th in Kolkata.
    const india = { timezone: 'Asia/Kolkata' };
    expect(plays({ ...india, date: '2025-06-11' })[1]).toEqual([2023, 0]);
    expect(plays({ ...india, date: '2025-06-12' })[1]).toEqual([2023, 1]);
    expect(run(india, '2025-06-11T20:00:00Z').date).toBe('2025-06-12');
  });

  it('lets 28 February stand for a 29th that a year does not have, and says so', () => {
    const answer = run({ date: '2024-02-29' });
    expect(answer.years.map(({ date, plays: count }) => [date, count])).toEqual([
      ['2023-02-28', 0],
      ['2022-02-28', 0],
      ['2021-02-28', 1],
      ['2020-02-29', 1],
    ]);
    expect(answer.note).toContain('Years without a 29 February show the 28th.');
    expect(plays({ date: '2024-02-28' }).filter(([, count]) => count > 0)).toEqual([[2021, 1]]);
  });

  it('takes days around the date, over the turn of the year too', () => {
    expect(plays({ date: '2025-03-07', days_around: 7 }).at(-2)).toEqual([2021, 1]);
    const newYear = onThisDay(contextOf([listen('2020-01-02T10:00:00Z')], '2025-01-05T00:00:00Z'), {
      date: '2024-12-31',
      days_around: 2,
    });
    expect(newYear.years.find(({ year }) => year === 2019)).toMatchObject({ date: '2019-12-31', plays: 1 });
  });

  it('puts releases of one recording together, under a URI where there is one', () => {
    const bare = { title: 'Song', artist: 'Artist' };
    const listens = [
      { ...bare, endedAt: '2024-06-11T08:00:00Z' },
      { ...bare, endedAt: '2024-06-11T08:10:00Z' },
      { ...bare, endedAt: '2024-06-11T08:20:00Z', uri: 'spotify:track:1' },
    ];
    const { years } = onThisDay(contextOf(listens, '2025-06-11T12:00:00Z'), {});
    expect(years[0]?.top_tracks).toEqual([
      { name: 'Song', artists: ['Artist'], plays: 3, hours: 0.15, uri: 'spotify:track:1', releases: 2 },
    ]);
  });

  it('says when there is no earlier year', () => {
    expect(run({ date: '2019-06-11' })).toMatchObject({
      years: [],
      note: 'The history has no earlier year with this date.',
    });
  });

  it('leaves out years that are not there yet', () => {
    expect(plays({ date: '2030-12-24' }, '2025-06-11T12:00:00Z')[0]).toEqual([2024, 0]);
  });

  it.each([{ date: '2025-02-29' }, { date: '2025-13-01' }, { timezone: 'Nowhere' }])(
    'refuses %j',
    (params) => {
      expect(() => run(params)).toThrow(InputError);
    },
  );
});

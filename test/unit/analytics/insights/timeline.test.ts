import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeline } from '../../../../src/core/analytics/insights/timeline.ts';
import type { AnalysisContext } from '../../../../src/core/analytics/columns.ts';
import { InputError } from '../../../../src/core/errors.ts';
import {
  buckets,
  timelineResult,
  type Bucket,
  type TimelineParams,
} from '../../../../src/protocol/history/insights/timeline.ts';
import type { By } from '../../../../src/protocol/history/window.ts';
import { playColumns } from '../../../fixtures/playColumns.ts';
import { contextOf, listen } from '../context.ts';
import { ask, gappyQuestion, withoutWords } from './gappyHistory.ts';
import {
  addDays,
  groupBy,
  heardOf,
  hoursOf,
  recordingKey,
  type SlowHistory,
  type SlowListen,
  type Stretch,
} from './slowHistory.ts';

/** The period of a date, found without arithmetic on day numbers. */
function periodOf(date: string, bucket: Bucket): string {
  if (bucket === 'day') return date;
  if (bucket !== 'week') return date.slice(0, bucket === 'month' ? 7 : 4);
  let thursday = mondayOf(date);
  thursday = addDays(thursday, 3);
  let number = 1;
  for (let before = addDays(thursday, -7); before.startsWith(thursday.slice(0, 4)); number++) {
    before = addDays(before, -7);
  }
  return `${thursday.slice(0, 4)}-W${String(number).padStart(2, '0')}`;
}

function mondayOf(date: string): string {
  let monday = date;
  while (new Date(`${monday}T00:00:00Z`).getUTCDay() !== 1) monday = addDays(monday, -1);
  return monday;
}

function firstDateOf(date: string, bucket: Bucket): string {
  let first = date;
  while (periodOf(addDays(first, -1), bucket) === periodOf(date, bucket)) first = addDays(first, -1);
  return first;
}

function nextDateOf(date: string, bucket: Bucket): string {
  let next = date;
  while (periodOf(next, bucket) === periodOf(date, bucket)) next = addDays(next, 1);
  return next;
}

function topArtistOf(plays: readonly SlowListen[], by: By): object {
  const [top] = groupBy(
    plays.filter(({ artist }) => artist !== ''),
    ({ artist }) => artist,
  ).sort((a, b) => {
    const [more, then] = [b.length - a.length, heardOf(b) - heardOf(a)];
    return (by === 'plays' ? more || then : then || more) || (a[0]!.artist < b[0]!.artist ? -1 : 1);
  });
  if (top === undefined) return {};
  const name = top[0]!.artist;
  const uri = name === 'Ana' ? { uri: 'spotify:artist:1' } : {};
  return { top_artist: { name, plays: top.length, hours: hoursOf(top), ...uri } };
}

function slowTimeline(
  slow: SlowHistory,
  window: Stretch,
  wanted: Bucket | undefined,
  isMatch: (play: SlowListen) => boolean,
  by: By,
  offset: number,
  limit: number,
): object {
  const { wall } = slow;
  const dates: string[] = [];
  const last = wall.date(window.end - 1);
  for (let date = wall.date(window.start); date <= last; date = addDays(date, 1)) {
    if (wall.has(date)) dates.push(date);
  }
  const firstDates = (bucket: Bucket): string[] =>
    dates.filter((date, i) => i === 0 || periodOf(date, bucket) !== periodOf(dates[i - 1]!, bucket));
  const bucket = wanted ?? buckets.find((one) => firstDates(one).length <= limit) ?? 'year';
  const starts = firstDates(bucket);
  const plays = slow.inside(window).filter(isMatch);
  return {
    ...slow.answer(window),
    bucket,
    by,
    plays: plays.length,
    hours: hoursOf(plays),
    total: starts.length,
    timeline: starts.slice(offset, offset + limit).map((date) => {
      const own = plays.filter(({ at }) => periodOf(wall.date(at), bucket) === periodOf(date, bucket));
      const from = firstDateOf(date, bucket);
      const [start, end] = [wall.midnight(from), wall.midnight(nextDateOf(date, bucket))];
      const asked = { start: Math.max(start, window.start), end: Math.min(end, window.end) };
      return {
        period: periodOf(date, bucket),
        from,
        plays: own.length,
        hours: hoursOf(own),
        unique_tracks: new Set(own.map(recordingKey)).size,
        unique_artists: new Set(own.map(({ artist }) => artist).filter((artist) => artist !== '')).size,
        ...topArtistOf(own, by),
        ...((asked.start > start || asked.end < end || end > slow.now) && { partial: true }),
        ...(slow.isUnknown(asked) && { incomplete: true }),
      };
    }),
  };
}

describe('timeline', () => {
  const filters = [
    [{}, () => true],
    [{ artist: 'ana' }, ({ artist }) => artist === 'Ana'],
    [{ track: 'EPSILON' }, ({ title }) => title === 'Épsilon'],
    [{ track: 'alpha', artist: 'Ana' }, ({ title }) => title === 'Alpha'],
  ] as const satisfies [object, (play: SlowListen) => boolean][];

  it('agrees with a slow, independent one', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        fc.oneof(gappyQuestion({ days: 6 }), gappyQuestion({ days: 60 }), gappyQuestion({ days: 300 })),
        fc.record({
          bucket: fc.constantFrom(undefined, ...buckets),
          filter: fc.constantFrom(...filters),
          by: fc.constantFrom('plays' as const, 'time' as const),
          offset: fc.constantFrom(0, 0, 1, 5),
          limit: fc.constantFrom(1, 4, 20, 100),
        }),
        (question, { bucket, filter: [words, isMatch], by, offset, limit }) => {
          const asked = ask(question);
          fc.pre(asked !== undefined);
          const { context, params, slow } = asked;
          const cursor = offset === 0 ? undefined : `after-${offset}`;
          const run = () => timeline(context, { ...params, ...words, bucket, by, limit, cursor });
          const answer = run();
          expect(withoutWords(answer)).toStrictEqual(
            slowTimeline(slow, slow.window(params), bucket, isMatch, by, offset, limit),
          );
          expect(timelineResult.strict().parse(answer)).toStrictEqual(answer);
          expect(run(), 'asked again').toStrictEqual(answer);
        },
      ),
      { numRuns: 150 },
    );
  });

  const ask2025 = (params: TimelineParams, context = contextOf([listen('2025-06-10T12:00:00Z')], now)) =>
    timeline(context, params);
  const now = '2025-06-11T09:00:00Z';
  const periods = (params: TimelineParams): string[] => ask2025(params).timeline.map(({ period }) => period);

  it('names days, ISO weeks, months and years', () => {
    const newYear = { from: '2020-12-31', to: '2021-01-05' };
    expect(periods({ ...newYear, bucket: 'day' })).toEqual([
      '2020-12-31',
      '2021-01-01',
      '2021-01-02',
      '2021-01-03',
      '2021-01-04',
    ]);
    expect(periods({ ...newYear, bucket: 'week' })).toEqual(['2020-W53', '2021-W01']);
    expect(periods({ from: '2024-12-29', to: '2024-12-31', bucket: 'week' })).toEqual([
      '2024-W52',
      '2025-W01',
    ]);
    expect(periods({ ...newYear, bucket: 'month' })).toEqual(['2020-12', '2021-01']);
    expect(periods({ ...newYear, bucket: 'year' })).toEqual(['2020', '2021']);
    expect(periods({ from: '0000-01-01', to: '0001-02-01', bucket: 'year' })).toEqual(['0000', '0001']);
  });

  it('takes the finest period that fills no more than a page', () => {
    const bucketOf = (params: TimelineParams): string => ask2025(params).bucket;
    expect(bucketOf({ days: 20 })).toBe('day');
    expect(bucketOf({ days: 21 })).toBe('week');
    expect(bucketOf({ days: 21, limit: 21 })).toBe('day');
    expect(bucketOf({ days: 365 })).toBe('month');
    expect(bucketOf({ days: 3650 })).toBe('year');
    expect(bucketOf({ days: 36500 })).toBe('year');
  });

  it('has no row for a day that the calendar left out', () => {
    const answer = ask2025({ from: '2011-12-29', to: '2012-01-01', timezone: 'Pacific/Apia', bucket: 'day' });
    expect(answer.timeline.map(({ period }) => period)).toEqual(['2011-12-29', '2011-12-31']);
    expect(answer.total).toBe(2);
  });

  it('puts a play into the local day in which it ended', () => {
    const context = contextOf([listen('2024-03-10T04:30:00Z'), listen('2024-03-11T03:30:00Z')], now);
    const rows = (timezone: string) =>
      timeline(context, { from: '2024-03-09', to: '2024-03-12', timezone }).timeline.map(
        ({ plays }) => plays,
      );
    expect(rows('UTC')).toEqual([0, 1, 1]);
    // 23:30, then the day of 23 hours.
    expect(rows('America/New_York')).toEqual([1, 1, 0]);
    expect(rows('Asia/Kathmandu')).toEqual([0, 1, 1]);
  });

  it('counts both passages of a day that clocks set back over midnight bring twice', () => {
    // Until 2011 clocks in St John's went from 00:01 back to 23:01 of the day before.
    const ends = ['2010-11-07T02:30:30Z', '2010-11-07T02:40:00Z', '2010-11-07T03:31:00Z'];
    const context = contextOf(
      ends.map((end) => listen(end)),
      now,
    );
    const { timeline: rows } = timeline(context, {
      from: '2010-11-06',
      to: '2010-11-08',
      timezone: 'America/St_Johns',
    });
    expect(rows.map(({ plays }) => plays)).toEqual([1, 2]);
  });

  describe('with a gap', () => {
    const gap = {
      from: Date.parse('2025-06-03T20:00:00Z'),
      to: Date.parse('2025-06-05T08:00:00Z'),
      reason: 'off' as const,
    };
    const ends = [
      '2025-06-01T10:00:00Z',
      '2025-06-03T20:00:00Z',
      '2025-06-05T08:00:00Z',
      '2025-06-07T08:00:00Z',
    ];
    const columns = playColumns(
      ends.map((end) => listen(end)),
      0,
      [gap],
    );
    const context: AnalysisContext = { ...contextOf([], '2025-06-07T12:00:00Z'), columns };

    it('marks the days that it touches, and says what that means', () => {
      const { timeline: rows, note } = timeline(context, { from: '2025-06-01' });
      expect(rows.filter(({ incomplete }) => incomplete).map(({ period }) => period)).toEqual([
        '2025-06-03',
        '2025-06-04',
        '2025-06-05',
      ]);
      expect(note).toContain("mean 'at least'");
    });

    it('marks the present day as partial', () => {
      const { timeline: rows } = timeline(context, { from: '2025-06-01' });
      expect(rows.filter(({ partial }) => partial).map(({ period }) => period)).toEqual(['2025-06-07']);
    });
  });

  it('goes through pages', () => {
    const first = ask2025({ days: 5, bucket: 'day', limit: 3 });
    expect(first.timeline.map(({ period }) => period)).toEqual(['2025-06-07', '2025-06-08', '2025-06-09']);
    const rest = ask2025({ days: 5, bucket: 'day', limit: 3, cursor: first.next_cursor });
    expect(rest.timeline.map(({ period, plays }) => [period, plays])).toEqual([
      ['2025-06-10', 1],
      ['2025-06-11', 0],
    ]);
    expect(rest.next_cursor).toBeUndefined();
  });

  it.each([{ cursor: 'x' }, { artist: ' ' }, { from: '2025-02-30' }, { timezone: 'Mars/Base' }])(
    'refuses %j',
    (params) => {
      expect(() => ask2025(params)).toThrow(InputError);
    },
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { yearInReview } from '../../../../src/core/analytics/insights/yearInReview.ts';
import { InputError } from '../../../../src/core/errors.ts';
import {
  yearInReviewResult,
  type YearInReviewParams,
} from '../../../../src/protocol/history/insights/yearInReview.ts';
import type { By } from '../../../../src/protocol/history/window.ts';
import type { ListenFixture } from '../../../fixtures/playColumns.ts';
import { contextOf, listen } from '../context.ts';
import { ask, gappyQuestion, withoutWords } from './gappyHistory.ts';
import {
  addDays,
  artistsOf,
  decimals,
  groupBy,
  heardOf,
  hoursOf,
  recordingKey,
  uriOf,
  type SlowHistory,
  type SlowListen,
  type Stretch,
} from './slowHistory.ts';
import { count, rankItems, slowItems, time, type SlowItem } from './slowItems.ts';

const week = 7 * 24 * 3_600_000;
const halfHour = 30 * 60_000;
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

function periodsOf(slow: SlowHistory, params: YearInReviewParams): [Stretch, Stretch] {
  const { wall, now } = slow;
  if (params.days !== undefined || params.from !== undefined || params.to !== undefined) {
    const { start, end } = slow.window(params);
    const isDay = (at: number): boolean => wall.midnight(wall.date(at)) === at;
    const whole = [params.from, params.to].every((text) => text === undefined || text.length === 10);
    const days = (Date.parse(wall.date(end)) - Date.parse(wall.date(start))) / (24 * 3_600_000);
    const before =
      whole && isDay(start) ? wall.midnight(addDays(wall.date(start), -days)) : start - (end - start);
    return [
      { start, end },
      { start: before, end: start },
    ];
  }
  const last = slow.listens[slow.listens.length - 1]!.at;
  const year = params.year ?? Number(wall.date(Math.min(last, now)).slice(0, 4));
  const tomorrow = addDays(wall.date(now), 1);
  const endDate = [tomorrow, `${year + 1}-01-01`].sort()[0]!;
  const before = endDate.replace(/^\d+/, (found) => String(Number(found) - 1)).replace(/-02-29$/, '-03-01');
  return [
    { start: wall.midnight(`${year}-01-01`), end: wall.midnight(endDate) },
    { start: wall.midnight(`${year - 1}-01-01`), end: wall.midnight(before) },
  ];
}

/** Days of the calendar beside a date, one way. */
function dayBeside(slow: SlowHistory, date: string, step: 1 | -1): string {
  let other = addDays(date, step);
  while (!slow.wall.has(other)) other = addDays(other, step);
  return other;
}

function slowStreak(slow: SlowHistory, { start, end }: Stretch): object[] {
  const { wall } = slow;
  const listened = new Set(slow.plays.map(({ at }) => wall.date(at)));
  const [from, to] = [wall.date(start), wall.date(end - 1)];
  const runs: string[][] = [];
  for (const date of [...listened].sort()) {
    if (date < from || date > to) continue;
    const run = runs[runs.length - 1];
    if (run !== undefined && dayBeside(slow, run[run.length - 1]!, 1) === date) run.push(date);
    else runs.push([date]);
  }
  const longest = Math.max(...runs.map(({ length }) => length));
  const best = runs.reverse().find(({ length }) => length === longest);
  if (best === undefined) return [];
  const [first, last] = [best[0]!, best[best.length - 1]!];
  const [opening] = slow.listens;
  const isUnknown = (date: string): boolean => {
    if (date < wall.date(opening!.at)) return opening!.source !== 'extended';
    if (listened.has(date) || date >= wall.date(slow.now)) return false;
    return slow.isUnknown({ start: wall.midnight(date), end: wall.midnight(addDays(date, 1)) });
  };
  const broken = [dayBeside(slow, first, -1), dayBeside(slow, last, 1)].some(isUnknown);
  return [
    { what: 'longest_streak', from: first, to: last, days: longest, ...(broken && { broken_by_gap: true }) },
  ];
}

function slowSession(slow: SlowHistory, { start, end }: Stretch): object[] {
  const startOf = ({ at, ms }: SlowListen): number => at - Math.max(0, ms);
  const sessions: SlowListen[][] = [];
  for (const play of slow.plays) {
    const session = sessions[sessions.length - 1];
    if (session !== undefined && startOf(play) - session[session.length - 1]!.at <= halfHour)
      session.push(play);
    else sessions.push([play]);
  }
  const [best] = sessions
    .filter(([first]) => startOf(first!) >= start && startOf(first!) < end)
    .map((own) => ({ from: startOf(own[0]!), to: own[own.length - 1]!.at, plays: own.length }))
    .sort((a, b) => b.to - b.from - (a.to - a.from) || b.from - a.from);
  if (best === undefined) return [];
  const { from, to, plays } = best;
  const hours = decimals(to - from, 3_600_000, 2);
  return [{ what: 'longest_session', from: slow.wall.iso(from), to: slow.wall.iso(to), plays, hours }];
}

const artistField = (artist: string): object => (artist === '' ? {} : { artists: artistsOf(artist) });

function slowReplay(slow: SlowHistory, plays: readonly SlowListen[]): object[] {
  const runs: SlowListen[][] = [];
  for (const play of plays) {
    const run = runs[runs.length - 1];
    const last = run?.[run.length - 1];
    const isCut = last !== undefined && slow.gaps.some(({ from, to }) => from < play.at && to > last.at);
    if (last !== undefined && !isCut && recordingKey(last) === recordingKey(play)) run!.push(play);
    else runs.push([play]);
  }
  const longest = Math.max(0, ...runs.map(({ length }) => length));
  if (longest < 2) return [];
  const best = runs.find(({ length }) => length === longest)!;
  const [{ title, artist, uri, at }, last] = [best[0]!, best[best.length - 1]!];
  return [
    {
      what: 'most_replayed',
      name: title,
      ...artistField(artist),
      from: slow.wall.iso(at),
      to: slow.wall.iso(last.at),
      plays: longest,
      ...uriOf(uri),
    },
  ];
}

function slowReview(slow: SlowHistory, params: YearInReviewParams, by: By, limit: number): object {
  const { wall } = slow;
  const [window, before] = periodsOf(slow, params);
  const plays = slow.inside(window);
  const previous = slow.inside(before);
  const values = by === 'plays' ? [count, time] : [time, count];
  const artists = slowItems('artists', plays);
  const tracks = slowItems('tracks', plays);
  const topTen = (items: SlowItem[]): number =>
    decimals(
      rankItems(items, count)
        .slice(0, 10)
        .reduce((sum, item) => sum + count(item), 0),
      plays.length,
      4,
    );
  const burnIn = wall.midnight(addDays(wall.date(slow.listens[0]!.at), 90));
  const counted = new Set(plays.filter(({ at }) => at >= burnIn));
  const isNew = ({ plays: [first] }: { plays: readonly SlowListen[] }): boolean => counted.has(first!);
  const newTracks = slowItems('tracks', slow.plays).filter(isNew);
  const early = ({ plays: own }: { plays: readonly SlowListen[] }): number =>
    own.filter(({ at }) => at < own[0]!.at + week).length;
  const [bestNew] = rankItems(newTracks, early, count);
  const moment = (what: string, { at, title, artist, uri }: SlowListen): object => ({
    what,
    name: title,
    ...artistField(artist),
    from: wall.iso(at),
    ...uriOf(uri),
  });
  const month = (at: number): string => wall.date(at).slice(0, 7);
  const months = (at: number): number => Number(month(at).slice(0, 4)) * 12 + Number(month(at).slice(5));
  const isLong = plays.length > 0 && months(plays[plays.length - 1]!.at) - months(plays[0]!.at) >= 24;
  const periodOf = ({ at }: SlowListen): string => month(at).slice(0, isLong ? 4 : 7);
  const days = groupBy(plays, ({ at }) => wall.date(at))
    .map((own) => ({
      what: 'busiest_day',
      from: wall.date(own[0]!.at),
      plays: own.length,
      hours: hoursOf(own),
    }))
    .sort((a, b) => b.plays - a.plays || (a.from < b.from ? -1 : 1));
  const clock = Array.from(
    { length: 24 },
    (_, hour) => plays.filter(({ at }) => wall.at(at).hour === hour).length,
  );
  const byWeekday = weekdays.map((name, i) => ({
    what: 'top_weekday',
    name,
    plays: plays.filter(({ at }) => (new Date(wall.date(at)).getUTCDay() + 6) % 7 === i).length,
  }));
  const [topDay] = [...byWeekday].sort((a, b) => b.plays - a.plays);
  const then = slowItems('artists', previous);
  const thenOf = (key: string): readonly SlowListen[] => then.find((item) => item.key === key)?.plays ?? [];
  const gains = artists.map((item) => ({
    ...item,
    gain: count(item) - thenOf(item.key).length,
    time: time(item) - heardOf(thenOf(item.key)),
  }));
  const gainValues = [
    (item: (typeof gains)[number]) => item.gain,
    (item: (typeof gains)[number]) => item.time,
  ];
  if (by === 'time') gainValues.reverse();
  const rows = (items: SlowItem[]): object[] =>
    rankItems(items, ...values)
      .slice(0, limit)
      .map((item) => ({ ...item.name, plays: count(item), hours: hoursOf(item.plays), ...item.uri }));
  return {
    ...slow.answer(window),
    by,
    plays: plays.length,
    hours: hoursOf(plays),
    unique_tracks: new Set(plays.map(recordingKey)).size,
    unique_artists: artists.length,
    days_with_plays: days.length,
    top_artists: rows(artists),
    top_tracks: rows(tracks),
    top_albums: rows(slowItems('albums', plays)),
    top_10_share: topTen(tracks),
    tracks_played_once: tracks.filter((item) => count(item) === 1).length,
    new_artists: slowItems('artists', slow.plays).filter(isNew).length,
    new_tracks: newTracks.length,
    highlights: [
      ...(plays.length > 0
        ? [moment('first_play', plays[0]!), moment('last_play', plays[plays.length - 1]!)]
        : []),
      ...slowReplay(slow, plays),
      ...(bestNew
        ? [
            {
              what: 'best_new_track',
              ...bestNew.name,
              from: wall.iso(bestNew.plays[0]!.at),
              plays: early(bestNew),
              ...bestNew.uri,
            },
          ]
        : []),
      ...days.slice(0, 1),
      ...(plays.length > 0 ? [topDay] : []),
      ...slowStreak(slow, window),
      ...slowSession(slow, window),
    ],
    per: isLong ? 'year' : 'month',
    periods: groupBy(plays, periodOf)
      .map((own) => ({ period: periodOf(own[0]!), plays: own.length, hours: hoursOf(own) }))
      .sort((a, b) => (a.period < b.period ? -1 : 1)),
    clock,
    previous_start: wall.iso(before.start),
    previous_end: wall.iso(before.end),
    previous_plays: previous.length,
    previous_hours: hoursOf(previous),
    climbers: rankItems(gains, ...gainValues)
      .filter((item) => gainValues[0]!(item) > 0)
      .slice(0, limit)
      .map((item) => ({ ...item.name, plays: count(item), previous_plays: thenOf(item.key).length })),
  };
}

describe('the year in review', () => {
  it('agrees with a slow, independent one, in every zone', { timeout: 90_000 }, () => {
    const question = fc.record({
      q: fc.oneof(gappyQuestion({ days: 40 }), gappyQuestion({ days: 20, years: 3 })),
      year: fc.constantFrom(undefined, 2011, 2021, 2022, 2023, 2024),
      by: fc.constantFrom('plays' as const, 'time' as const),
      limit: fc.constantFrom(undefined, 1, 3),
    });
    fc.assert(
      fc.property(question, ({ q, year, by, limit }) => {
        const asked = ask(q);
        if (asked === undefined) return;
        const isYear = Object.keys(q.window).length === 0;
        const params = { ...asked.params, by, limit, ...(isYear && { year }) };
        if (isYear && year !== undefined && year > Number(asked.slow.wall.date(q.now).slice(0, 4))) {
          expect(() => yearInReview(asked.context, params)).toThrow(InputError);
          return;
        }
        const answer = yearInReview(asked.context, params);
        const { unlike_wrapped: _words, ...rest } = withoutWords(answer) as Record<string, unknown>;
        expect(rest).toStrictEqual(slowReview(asked.slow, params, by, limit ?? 5));
        expect(yearInReviewResult.strict().parse(answer)).toStrictEqual(answer);
      }),
      { numRuns: 300 },
    );
  });

  const now = '2025-06-14T12:00:00Z';
  const review = (listens: readonly ListenFixture[], params: YearInReviewParams = {}, timeZone = 'UTC') =>
    yearInReview(contextOf(listens, now, { timeZone }), params);

  it('is of the year of the last listen where nothing is asked', () => {
    const listens = [listen('2022-05-01T10:00:00Z'), listen('2024-05-01T10:00:00Z')];
    expect(review(listens)).toMatchObject({
      window_start: '2024-01-01T00:00:00+00:00',
      window_end: '2025-01-01T00:00:00+00:00',
      plays: 1,
      previous_start: '2023-01-01T00:00:00+00:00',
      previous_end: '2024-01-01T00:00:00+00:00',
      previous_plays: 0,
    });
  });

  it('compares a year that is not over with the same part of the year before, not with all of it', () => {
    const answer = review([
      listen('2024-06-14T10:00:00Z'),
      listen('2024-06-15T10:00:00Z'),
      listen('2025-06-14T10:00:00Z'),
    ]);
    expect(answer).toMatchObject({
      window_end: '2025-06-15T00:00:00+00:00',
      previous_end: '2024-06-15T00:00:00+00:00',
      previous_plays: 1,
    });
    expect(answer.note).toContain('The year is not over');
  });

  it('begins and ends at midnight of the zone', () => {
    const listens = [
      listen('2023-12-31T18:29:00Z', 'Before'),
      listen('2023-12-31T18:31:00Z', 'In Kolkata 2024'),
    ];
    const { plays, highlights } = review(listens, { year: 2024 }, 'Asia/Kolkata');
    expect(plays).toBe(1);
    expect(highlights[0]).toMatchObject({ name: 'In Kolkata 2024', from: '2024-01-01T00:01:00+05:30' });
  });

  it('does not call a day without a date a day without a play: Samoa left out 30 December 2011', () => {
    const listens = [listen('2011-12-30T08:00:00Z'), listen('2011-12-30T12:00:00Z')];
    expect(review(listens, { year: 2011 }, 'Pacific/Apia').highlights).toContainEqual(
      expect.objectContaining({ what: 'longest_streak', from: '2011-12-29', to: '2011-12-31', days: 2 }),
    );
  });

  it('names the later of two equally long sessions', () => {
    const listens = ['01', '05', '03'].map((day) => listen(`2024-05-${day}T10:00:00Z`));
    expect(review(listens).highlights).toContainEqual({
      what: 'longest_session',
      from: '2024-05-05T09:57:00+00:00',
      to: '2024-05-05T10:00:00+00:00',
      plays: 1,
      hours: 0.05,
    });
  });

  it('knows what is new from the whole history, and nothing of its first 90 days', () => {
    const listens = [
      listen('2024-01-01T10:00:00Z', 'A', 'Known'),
      listen('2024-02-01T10:00:00Z', 'B', 'Too early'),
      listen('2024-06-01T10:00:00Z', 'A', 'Known'),
      listen('2024-06-02T10:00:00Z', 'C', 'New'),
    ];
    const answer = review(listens, { year: 2024 });
    expect(answer).toMatchObject({ new_artists: 1, new_tracks: 1 });
    expect(answer.highlights).toContainEqual(expect.objectContaining({ what: 'best_new_track', name: 'C' }));
    expect(answer.note).toContain('first 90 days count nothing as new');
  });

  it('says what Wrapped counts otherwise', () => {
    expect(review([listen('2024-05-01T10:00:00Z')]).unlike_wrapped).toMatch(/mid November.*private sessions/);
  });

  it('is short enough to be read', () => {
    const listens = Array.from({ length: 3000 }, (_, i) => ({
      endedAt: Date.parse('2023-01-01T00:00:00Z') + i * 5 * 3_600_000,
      title: `A title of some length, number ${i % 400}`,
      artist: `An artist of some length, number ${i % 90}`,
      album: `An album of some length, number ${i % 200}`,
      uri: `spotify:track:00000000000000000${String(i % 400).padStart(5, '0')}`,
    }));
    expect(JSON.stringify(review(listens, { year: 2024 })).length).toBeLessThan(6_500);
  });

  it.each([
    { year: 2026 },
    { year: 2024, days: 30 },
    { year: 2024, from: '2024-01-01' },
    { from: '2024-02-30' },
  ])('is refused for %j', (params) => {
    expect(() => review([listen('2024-05-01T10:00:00Z')], params)).toThrow(InputError);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { medianOf } from '../../../../src/core/analytics/insights/median.ts';
import { sessions } from '../../../../src/core/analytics/insights/sessions.ts';
import { InputError } from '../../../../src/core/errors.ts';
import { sessionsResult, type SessionsParams } from '../../../../src/protocol/history/insights/sessions.ts';
import { playColumns, type ListenFixture } from '../../../fixtures/playColumns.ts';
import { contextOf } from '../context.ts';
import { ask, gappyQuestion, withoutWords } from './gappyHistory.ts';
import {
  artistsOf,
  decimals,
  groupBy,
  hoursOf,
  uriOf,
  type SlowHistory,
  type SlowListen,
  type Stretch,
} from './slowHistory.ts';

const minute = 60_000;

interface SlowSession {
  readonly plays: readonly SlowListen[];
  readonly start: number;
  readonly end: number;
}

function sessionsOf({ plays }: SlowHistory, gapMinutes: number): SlowSession[] {
  const groups: SlowListen[][] = [];
  for (const play of plays) {
    const group = groups[groups.length - 1];
    const silence = group && startOf(play) - group[group.length - 1]!.at;
    if (silence === undefined || silence > gapMinutes * minute) groups.push([play]);
    else group!.push(play);
  }
  return groups.map((group) => ({
    plays: group,
    start: startOf(group[0]!),
    end: group[group.length - 1]!.at,
  }));
}

const startOf = ({ at, ms }: SlowListen): number => (ms < 0 ? at : at - ms);

/** Twice the median, so that it stays whole. */
function doubleMedian(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.floor(sorted.length / 2)]!;
}

function topArtistOf(plays: readonly SlowListen[]): object {
  const named = plays.map(({ artist }) => artist).filter((artist) => artist !== '');
  const [top] = groupBy(named, (name) => name).sort(
    (a, b) => b.length - a.length || (a[0]! < b[0]! ? -1 : 1),
  );
  return top === undefined ? {} : { top_artist: { name: top[0], plays: top.length } };
}

function slowSessions(
  slow: SlowHistory,
  window: Stretch,
  gapMinutes: number,
  by: 'plays' | 'time',
  limit: number,
): object {
  const { wall } = slow;
  const own = sessionsOf(slow, gapMinutes).filter(({ start }) => start >= window.start && start < window.end);
  const plays = own.flatMap((session) => session.plays);
  const lengths = own.map(({ start, end }) => end - start);
  const counts = own.map((session) => session.plays.length);
  const total = lengths.reduce((a, b) => a + b, 0);
  const weekdayOf = ({ start }: SlowSession): number =>
    (new Date(`${wall.date(start)}T00:00:00Z`).getUTCDay() + 6) % 7;
  const longest = [...own].reverse().sort((a, b) => {
    const [time, more] = [b.end - b.start - (a.end - a.start), b.plays.length - a.plays.length];
    return by === 'time' ? time || more : more || time;
  });
  return {
    ...slow.answer(window),
    sessions: own.length,
    plays: plays.length,
    hours: hoursOf(plays),
    ...(own.length > 0 && {
      median_minutes: decimals(doubleMedian(lengths), 2 * minute, 1),
      mean_minutes: decimals(total, own.length * minute, 1),
      median_plays: doubleMedian(counts) / 2,
      mean_plays: decimals(plays.length, own.length, 1),
    }),
    by_weekday: Array.from({ length: 7 }, (_, day) => own.filter((s) => weekdayOf(s) === day).length),
    by_hour: Array.from(
      { length: 24 },
      (_, hour) => own.filter((s) => wall.at(s.start).hour === hour).length,
    ),
    longest: longest.slice(0, limit).map((session) => {
      const { start, end } = session;
      const [first] = session.plays;
      return {
        started_at: wall.iso(start),
        ended_at: wall.iso(end),
        minutes: decimals(end - start, minute, 1),
        plays: session.plays.length,
        first_track: { name: first!.title, artists: artistsOf(first!.artist), ...uriOf(first!.uri) },
        ...topArtistOf(session.plays),
        ...(slow.unknown.some((gap) => gap.start <= end && gap.end >= start) && { broken_by_gap: true }),
      };
    }),
  };
}

describe('sessions', () => {
  it('agrees with a slow, independent one', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        fc.oneof(gappyQuestion({ days: 1 }), gappyQuestion({ days: 5 })),
        fc.constantFrom(undefined, 1, 10, 30, 600),
        fc.constantFrom('plays' as const, 'time' as const),
        fc.constantFrom(1, 3, 100),
        (question, gapMinutes, by, limit) => {
          const asked = ask(question);
          fc.pre(asked !== undefined);
          const { context, params, slow } = asked;
          const answer = sessions(context, { ...params, gap_minutes: gapMinutes, by, limit });
          const { session_rule: rule, ...rest } = withoutWords(answer) as Record<string, unknown>;
          expect(rest).toStrictEqual(slowSessions(slow, slow.window(params), gapMinutes ?? 30, by, limit));
          expect(rule).toContain(`${gapMinutes ?? 30} minutes`);
          expect(sessionsResult.strict().parse(answer)).toStrictEqual(answer);
        },
      ),
      { numRuns: 250 },
    );
  });

  const play = (endedAt: string, minutes = 3, title = 'Song', artist = 'Artist'): ListenFixture => ({
    endedAt,
    msPlayed: minutes * minute,
    title,
    artist,
  });
  const run = (listens: ListenFixture[], params: SessionsParams = {}) =>
    sessions({ ...contextOf([], '2025-06-02T20:00:00Z'), columns: playColumns(listens) }, params);

  it('measures from the end of a play to the start of the next one', () => {
    // 60 minutes between the ends, but only 30 of silence.
    const listens = [play('2025-06-02T10:00:00Z'), play('2025-06-02T11:00:00Z', 30)];
    expect(run(listens)).toMatchObject({ sessions: 1, median_minutes: 63, longest: [{ plays: 2 }] });
    expect(run(listens, { gap_minutes: 29 })).toMatchObject({ sessions: 2 });
  });

  it('gives a session that crosses midnight to the day in which it began, with all of its plays', () => {
    const listens = [
      play('2025-06-01T23:58:00Z', 3, 'First', 'Ana'),
      play('2025-06-02T00:02:00Z', 3, 'Second', 'Björk'),
      play('2025-06-02T00:05:00Z', 3, 'Third', 'Björk'),
    ];
    const sunday = run(listens, { from: '2025-06-01', to: '2025-06-02' });
    expect(sunday).toMatchObject({ sessions: 1, plays: 3, by_weekday: [0, 0, 0, 0, 0, 0, 1] });
    expect(sunday.by_hour[23]).toBe(1);
    expect(sunday.longest).toEqual([
      {
        started_at: '2025-06-01T23:55:00+00:00',
        ended_at: '2025-06-02T00:05:00+00:00',
        minutes: 10,
        plays: 3,
        first_track: { name: 'First', artists: ['Ana'] },
        top_artist: { name: 'Björk', plays: 2 },
      },
    ]);
    expect(run(listens, { from: '2025-06-02', to: '2025-06-03' })).toMatchObject({ sessions: 0, plays: 0 });
  });

  it('tells the hour and weekday of the start in the zone', () => {
    const listens = [play('2025-06-01T18:20:00Z')];
    const answer = run(listens, { timezone: 'Asia/Kathmandu' });
    // 18:17 UTC is 00:02 of the Monday.
    expect(answer.by_weekday).toEqual([1, 0, 0, 0, 0, 0, 0]);
    expect(answer.by_hour[0]).toBe(1);
  });

  it('has no averages without sessions', () => {
    const answer = run([], { days: 1 });
    expect(answer).toMatchObject({ sessions: 0, plays: 0, hours: 0, longest: [] });
    expect(answer).not.toHaveProperty('median_minutes');
  });

  it('refuses a zone that does not exist', () => {
    expect(() => run([], { timezone: 'Nowhere' })).toThrow(InputError);
  });
});

describe('medianOf', () => {
  it('is the middle of the sorted values', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.nat(1e9))), (values) => {
        const sorted = [...values].sort((a, b) => a - b);
        const middle = (sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0);
        expect(medianOf(Float64Array.from(values))).toBe(middle / 2);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KnownGap } from '../../../../src/core/analytics/columns.ts';
import { streaks } from '../../../../src/core/analytics/insights/streaks.ts';
import { InputError } from '../../../../src/core/errors.ts';
import { streaksResult, type StreaksResult } from '../../../../src/protocol/history/insights/streaks.ts';
import { playColumns, type ListenFixture } from '../../../fixtures/playColumns.ts';
import { contextOf, listen } from '../context.ts';
import { ask, gappyQuestion, withoutWords } from './gappyHistory.ts';
import {
  addDays,
  artistsOf,
  recordingKey,
  type SlowHistory,
  type SlowListen,
  type Stretch,
} from './slowHistory.ts';

type State = 'listened' | 'silent' | 'unknown' | 'open';

interface Day {
  readonly date: string;
  readonly state: State;
  readonly plays: number;
  readonly asked: boolean;
}

/** The days that exist, from the first listen to today; those of the window are `asked`. */
function daysOf(slow: SlowHistory, window: Stretch): Day[] {
  const { wall, listens, plays, now } = slow;
  const today = wall.date(now);
  const lastListen = wall.date(listens[listens.length - 1]!.at);
  const last = lastListen > today ? lastListen : today;
  const days: Day[] = [];
  for (let date = wall.date(listens[0]!.at); date <= last; date = addDays(date, 1)) {
    if (!wall.has(date)) continue;
    const count = plays.filter(({ at }) => wall.date(at) === date).length;
    const whole = { start: wall.midnight(date), end: wall.midnight(addDays(date, 1)) };
    days.push({
      date,
      state: count > 0 ? 'listened' : date >= today ? 'open' : slow.isUnknown(whole) ? 'unknown' : 'silent',
      plays: count,
      asked: date >= wall.date(window.start) && date <= wall.date(window.end - 1),
    });
  }
  return days;
}

interface Run {
  readonly days: readonly Day[];
  readonly row: Record<string, unknown>;
}

function runsOf(slow: SlowHistory, days: readonly Day[], wanted: State): Run[] {
  const runs: Run[] = [];
  for (let i = 0; i < days.length; i++) {
    if (days[i]!.state !== wanted || !days[i]!.asked) continue;
    let end = i;
    while (days[end]?.state === wanted && days[end]!.asked) end++;
    const before = days[i - 1]?.state ?? (slow.listens[0]!.source === 'extended' ? 'open' : 'unknown');
    const after = days[end]?.state;
    let [most, first, last] = [end - i, i - 1, end];
    for (; days[first]?.state === wanted || days[first]?.state === 'unknown'; first--) most++;
    for (; days[last]?.state === wanted || days[last]?.state === 'unknown'; last++) most++;
    const endless = first < 0 && slow.listens[0]!.source !== 'extended';
    const broken = before === 'unknown' || after === 'unknown';
    const cut = before === wanted || after === wanted;
    runs.push({
      days: days.slice(i, end),
      row: {
        days: end - i,
        from: days[i]!.date,
        to: days[end - 1]!.date,
        ...(broken && { broken_by_gap: true }),
        ...(broken && !endless && { up_to_days: most }),
        ...(cut && { cut_by_window: true }),
      },
    });
    i = end;
  }
  return runs;
}

function longestFirst(runs: readonly Run[]): Run[] {
  return [...runs].reverse().sort((a, b) => b.days.length - a.days.length);
}

const streakRow = ({ days, row }: Run): object => ({
  ...row,
  plays: days.reduce((sum, { plays }) => sum + plays, 0),
});

function currentOf(slow: SlowHistory, days: readonly Day[], runs: readonly Run[]): object {
  const today = days.findIndex(({ date }) => date === slow.wall.date(slow.now));
  if (today < 0 || !days[today]!.asked) return {};
  let at = days[today]!.state === 'listened' ? today : today - 1;
  let unknown = 0;
  for (; days[at]?.state === 'unknown'; at--) unknown++;
  if (days[at]?.asked !== true) return {};
  const run = runs.find((one) => one.days.includes(days[at]!));
  if (run !== undefined) return { current: streakRow(run) };
  return { current: { days: 0, plays: 0, ...(unknown > 0 && { broken_by_gap: true, up_to_days: unknown }) } };
}

/** The longest stretch of equal keys between gaps, looked for from every play. */
function inARow(
  slow: SlowHistory,
  window: Stretch,
  keyOf: (play: SlowListen) => string | undefined,
  name: (play: SlowListen) => object,
): object | undefined {
  const plays = slow.inside(window);
  const all = slow.plays;
  const gapBetween = (before: SlowListen | undefined, after: SlowListen | undefined): boolean => {
    const [a, b] = [before?.at ?? -Infinity, after?.at ?? Infinity];
    return slow.gaps.some(({ from, to }) => (a <= from && b > from) || (a < to && b >= to));
  };
  let best: SlowListen[] = [];
  plays.forEach((first, i) => {
    const run = [first];
    const key = keyOf(first);
    if (key === undefined) return;
    for (const next of plays.slice(i + 1)) {
      if (keyOf(next) !== key || gapBetween(run[run.length - 1], next)) break;
      run.push(next);
    }
    if (run.length > best.length) best = run;
  });
  if (best.length < 2) return undefined;
  const [first, last] = [best[0]!, best[best.length - 1]!];
  const touched =
    gapBetween(all[all.indexOf(first) - 1], first) || gapBetween(last, all[all.indexOf(last) + 1]);
  return {
    ...name(first),
    plays: best.length,
    from: slow.wall.iso(first.at),
    to: slow.wall.iso(last.at),
    ...(touched && { broken_by_gap: true }),
  };
}

function slowStreaks(slow: SlowHistory, window: Stretch, limit: number): object {
  const days = daysOf(slow, window);
  const count = (wanted: State): number =>
    days.filter(({ state, asked }) => asked && state === wanted).length;
  const listened = runsOf(slow, days, 'listened');
  const [silence] = longestFirst(runsOf(slow, days, 'silent'));
  const named = (name: string | undefined, artist: string): object => ({ name, artists: artistsOf(artist) });
  const track = inARow(slow, window, recordingKey, ({ title, artist }) => named(title, artist));
  const artist = inARow(
    slow,
    window,
    (play) => play.artist || undefined,
    (play) => ({ name: play.artist }),
  );
  const album = inARow(
    slow,
    window,
    (play) => play.album && `${play.artist}|${play.album}`,
    (play) => named(play.album, play.artist),
  );
  return {
    ...slow.answer(window),
    days_with_plays: count('listened'),
    days_without_plays: count('silent'),
    days_unknown: count('unknown'),
    ...currentOf(slow, days, listened),
    longest_streaks: longestFirst(listened).slice(0, limit).map(streakRow),
    ...(silence && { longest_silence: silence.row }),
    in_a_row: { ...(track && { track }), ...(artist && { artist }), ...(album && { album }) },
  };
}

describe('streaks', () => {
  it('agrees with a slow, independent one', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        fc.oneof(gappyQuestion({ days: 4 }), gappyQuestion({ days: 10 }), gappyQuestion({ days: 120 })),
        fc.constantFrom(1, 3, 100),
        (question, limit) => {
          const asked = ask(question);
          fc.pre(asked !== undefined);
          const { context, params, slow } = asked;
          const answer = streaks(context, { ...params, limit });
          const { days, from, to } = params;
          const window = slow.window(params);
          const whole = days === undefined && from === undefined && to === undefined;
          const start = whole ? Math.min(window.start, slow.listens[0]!.at) : window.start;
          const { streak_rule: _rule, ...rest } = withoutWords(answer) as Record<string, unknown>;
          expect(rest).toStrictEqual(slowStreaks(slow, { start, end: window.end }, limit));
          expect(streaksResult.strict().parse(answer)).toStrictEqual(answer);
        },
      ),
      { numRuns: 200 },
    );
  });

  const noons = (...dates: string[]): ListenFixture[] => dates.map((date) => listen(`${date}T12:00:00Z`));
  const june = (...days: number[]): string[] =>
    days.map((day) => `2025-06-${day < 10 ? `0${day}` : `${day}`}`);
  const run = (listens: ListenFixture[], now: string, gaps: KnownGap[] = []): StreaksResult =>
    streaks({ ...contextOf([], now), columns: playColumns(listens, 0, gaps) }, {});
  const gap = (from: string, to: string): KnownGap => ({
    from: Date.parse(`${from}T12:00:00Z`),
    to: Date.parse(`${to}T12:00:00Z`),
    reason: 'missed',
  });

  it('is kept alive by yesterday, not by the day before', () => {
    const listens = noons(...june(1, 2, 3));
    expect(run(listens, '2025-06-03T13:00:00Z').current).toMatchObject({ days: 3, to: '2025-06-03' });
    expect(run(listens, '2025-06-04T11:00:00Z').current).toMatchObject({ days: 3, to: '2025-06-03' });
    const podcast = { ...listen('2025-06-05T09:00:00Z'), kind: 'podcast' as const };
    expect(run([...listens, podcast], '2025-06-05T10:00:00Z').current).toEqual({ days: 0, plays: 0 });
  });

  it('does not call a streak over of whose days since nothing is known', () => {
    const { current, note } = run(noons(...june(1, 2, 3)), '2025-06-10T12:00:00Z');
    expect(current).toEqual({
      days: 3,
      plays: 3,
      from: '2025-06-01',
      to: '2025-06-03',
      broken_by_gap: true,
      up_to_days: 9,
    });
    expect(note).toContain('The history ends at 2025-06-03');
  });

  it('takes a gap neither for listening nor for silence', () => {
    const listens = noons(...june(1, 2, 3, 6, 7, 10));
    const answer = run(listens, '2025-06-10T13:00:00Z', [gap('2025-06-03', '2025-06-06')]);
    expect(answer).toMatchObject({ days_with_plays: 6, days_without_plays: 2, days_unknown: 2 });
    expect(answer.longest_streaks.map((one) => [one.days, one.broken_by_gap, one.up_to_days])).toEqual([
      [3, true, 7],
      [2, true, 7],
      [1, undefined, undefined],
    ]);
    expect(answer.longest_silence).toEqual({ days: 2, from: '2025-06-08', to: '2025-06-09' });
    const without = run(listens, '2025-06-10T13:00:00Z');
    expect(without.longest_silence).toMatchObject({ days: 2, to: '2025-06-09' });
    expect(without.longest_streaks[0]).not.toHaveProperty('broken_by_gap');
  });

  it('goes on over a day that the calendar left out', () => {
    const ends = ['2011-12-29T20:00:00Z', '2011-12-30T09:00:00Z', '2011-12-30T11:00:00Z'];
    const columns = playColumns(ends.map((end) => listen(end)));
    const { longest_streaks: found } = streaks(
      { ...contextOf([], '2012-01-02T00:00:00Z'), columns },
      { timezone: 'Pacific/Apia', to: '2012-01-01' },
    );
    expect(found).toMatchObject([{ days: 2, from: '2011-12-29', to: '2011-12-31', plays: 3 }]);
  });

  it('marks what the window cuts', () => {
    const context = contextOf(noons(...june(1, 2, 3, 4)), '2025-06-04T13:00:00Z');
    const answer = streaks(context, { from: '2025-06-02', to: '2025-06-04' });
    expect(answer.longest_streaks).toEqual([
      { days: 2, from: '2025-06-02', to: '2025-06-03', plays: 2, cut_by_window: true },
    ]);
    expect(answer).not.toHaveProperty('current');
  });

  it('finds the same track, artist and album in a row, the earliest of equally long ones', () => {
    const at = (minute: number): string => `2025-06-01T10:${minute < 10 ? '0' : ''}${minute}:00Z`;
    const listens: ListenFixture[] = [
      { endedAt: at(0), title: 'A', artist: 'X', album: 'One' },
      { endedAt: at(5), title: 'A', artist: 'X', album: 'One' },
      { endedAt: at(10), title: 'B', artist: 'X', album: 'One' },
      { endedAt: at(15), title: 'C', artist: 'X' },
      { endedAt: at(20), title: 'D', artist: 'Y' },
      { endedAt: at(25), title: 'D', artist: 'Y' },
    ];
    const { in_a_row: found } = run(listens, '2025-06-01T11:00:00Z');
    expect(found.track).toMatchObject({ name: 'A', artists: ['X'], plays: 2 });
    expect(found.artist).toMatchObject({ name: 'X', plays: 4 });
    expect(found.album).toMatchObject({ name: 'One', artists: ['X'], plays: 3 });
    const broken = run(listens, '2025-06-01T11:00:00Z', [
      { from: Date.parse(at(5)), to: Date.parse(at(10)), reason: 'missed' },
    ]);
    expect(broken.in_a_row.artist).toMatchObject({ name: 'X', plays: 2, broken_by_gap: true });
  });

  it('refuses a window that cannot be', () => {
    const context = contextOf(noons('2025-06-01'), '2025-06-02T00:00:00Z');
    expect(() => streaks(context, { from: '2025-07-01' })).toThrow(InputError);
  });

  it('answers where nothing counts as a play', () => {
    const answer = run([{ ...listen('2025-06-01T12:00:00Z'), msPlayed: 1000 }], '2025-06-02T00:00:00Z');
    expect(answer).toMatchObject({
      days_with_plays: 0,
      days_without_plays: 1,
      longest_streaks: [],
      in_a_row: {},
    });
    expect(answer.current).toEqual({ days: 0, plays: 0 });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discoveries } from '../../../../src/core/analytics/insights/discoveries.ts';
import {
  discoveriesResult,
  type DiscoveriesParams,
} from '../../../../src/protocol/history/insights/discoveries.ts';
import type { By } from '../../../../src/protocol/history/window.ts';
import type { ListenFixture } from '../../../fixtures/playColumns.ts';
import { contextOf, listen } from '../context.ts';
import { ask, gappyQuestion, withoutWords } from './gappyHistory.ts';
import { addDays, decimals, groupBy, hoursOf, type SlowHistory, type SlowListen } from './slowHistory.ts';
import { count, rankItems, slowItems, time, type SlowItem } from './slowItems.ts';

const week = 7 * 24 * 3_600_000;

function slowDiscoveries(
  slow: SlowHistory,
  params: DiscoveriesParams,
  burnIn: number,
  by: By,
  limit: number,
): object {
  const { wall } = slow;
  const window = slow.window(params);
  const known = wall.midnight(addDays(wall.date(slow.listens[0]!.at), burnIn));
  const start = burnIn === 0 ? window.start : Math.max(window.start, Math.min(known, window.end));
  const plays = slow.inside({ start, end: window.end });
  const isIn = new Set(plays);
  const newOf = (of: 'artists' | 'tracks'): SlowItem[] =>
    slowItems(of, slow.plays).filter(({ plays: [first] }) => isIn.has(first!));
  const artists = newOf('artists');
  const tracks = newOf('tracks');
  const counts = (own: readonly SlowListen[]): { plays: number; new_artists: number; new_tracks: number } => {
    const among = new Set(own);
    const of = (items: SlowItem[]): number => items.filter(({ plays: [first] }) => among.has(first!)).length;
    return { plays: own.length, new_artists: of(artists), new_tracks: of(tracks) };
  };
  const rate = (own: readonly SlowListen[]): number => decimals(counts(own).new_tracks, own.length, 4);
  const month = ({ at }: SlowListen): string => wall.date(at).slice(0, 7);
  const monthsFrom = (one: SlowListen): number =>
    Number(month(one).slice(0, 4)) * 12 + Number(month(one).slice(5));
  const last = plays[plays.length - 1];
  const isLong = last !== undefined && monthsFrom(last) - monthsFrom(plays[0]!) >= 24;
  const periodOf = (play: SlowListen): string => (isLong ? month(play).slice(0, 4) : month(play));
  const early = ({ plays: own }: SlowItem): number => own.filter(({ at }) => at < own[0]!.at + week).length;
  const rows = (items: SlowItem[]): object[] =>
    items.slice(0, limit).map((item) => ({
      ...item.name,
      plays: item.plays.length,
      hours: hoursOf(item.plays),
      first_play: wall.iso(item.plays[0]!.at),
      plays_first_7_days: early(item),
      ...item.uri,
    }));
  const days = groupBy(plays, ({ at }) => wall.date(at))
    .map((own) => ({ day: wall.date(own[0]!.at), ...counts(own) }))
    .filter(({ new_tracks }) => new_tracks > 0)
    .sort((a, b) => b.new_tracks - a.new_tracks || b.new_artists - a.new_artists || (a.day < b.day ? -1 : 1));
  const values = by === 'plays' ? [count, time] : [time, count];
  const toNew = plays.filter(({ artist }) => artists.some(({ key }) => key === artist));
  return {
    ...slow.answer(window),
    burn_in_days: burnIn,
    counted_from: wall.iso(start),
    ...counts(plays),
    discovery_rate: rate(plays),
    new_artists_share: decimals(toNew.length, plays.length, 4),
    ...(days[0] && {
      best_day: { day: days[0].day, new_tracks: days[0].new_tracks, new_artists: days[0].new_artists },
    }),
    per: isLong ? 'year' : 'month',
    periods: groupBy(plays, periodOf)
      .map((own) => ({ period: periodOf(own[0]!), ...counts(own), discovery_rate: rate(own) }))
      .sort((a, b) => (a.period < b.period ? -1 : 1)),
    top_artists: rows(rankItems(artists, ...values)),
    top_tracks: rows(rankItems(tracks, ...values)),
    fastest_artists: rows(rankItems(artists, early, count)),
    fastest_tracks: rows(rankItems(tracks, early, count)),
  };
}

describe('discoveries', () => {
  it('agree with a slow, independent count, in every zone', { timeout: 60_000 }, () => {
    const question = fc.record({
      q: fc.oneof(gappyQuestion({ days: 40 }), gappyQuestion({ days: 20, years: 3 })),
      burnIn: fc.constantFrom(undefined, 0, 1, 5),
      by: fc.constantFrom('plays' as const, 'time' as const),
      limit: fc.constantFrom(undefined, 1, 3),
    });
    fc.assert(
      fc.property(question, ({ q, burnIn, by, limit }) => {
        const asked = ask(q);
        if (asked === undefined) return;
        const params = { ...asked.params, by, ...(burnIn !== undefined && { burn_in_days: burnIn }), limit };
        const answer = discoveries(asked.context, params);
        const { discovery_rule: _rule, ...rest } = withoutWords(answer) as Record<string, unknown>;
        expect(rest).toStrictEqual(slowDiscoveries(asked.slow, params, burnIn ?? 90, by, limit ?? 5));
        expect(discoveriesResult.strict().parse(answer)).toStrictEqual(answer);
      }),
      { numRuns: 300 },
    );
  });

  const now = '2025-06-14T12:00:00Z';
  const old = listen('2024-01-01T10:00:00Z', 'Old', 'Known');
  const june = { from: '2025-06-01', to: '2025-07-01' };
  const ask2025 = (listens: readonly ListenFixture[], params: DiscoveriesParams = june) =>
    discoveries(contextOf(listens, now), params);

  it('counts nothing as new while everything is: the first 90 days of the history', () => {
    const listens = [
      listen('2025-03-20T10:00:00Z', 'A', 'First'),
      listen('2025-06-20T10:00:00Z', 'B', 'Second'),
    ];
    const answer = ask2025(listens, { from: '2025-03-01', to: '2025-07-01' });
    expect(answer).toMatchObject({
      counted_from: '2025-06-18T00:00:00+00:00',
      plays: 1,
      new_artists: 1,
      new_tracks: 1,
      top_artists: [{ name: 'Second' }],
    });
    expect(answer.note).toContain('its first 90 days count nothing as new; burn_in_days=0 counts them');
    expect(ask2025(listens, { from: '2025-03-01', to: '2025-07-01', burn_in_days: 0 })).toMatchObject({
      new_artists: 2,
    });
  });

  it('says so where all of the window is in them', () => {
    const answer = ask2025([listen('2025-06-02T10:00:00Z')]);
    expect(answer).toMatchObject({ plays: 0, new_artists: 0, periods: [], top_artists: [] });
    expect(answer.note).toContain('all of this window lies in its first 90 days');
  });

  it('does not take another release of a known recording for new', () => {
    const again = {
      ...listen('2025-06-02T10:00:00Z', 'Old', 'Known'),
      album: 'Best of',
      uri: 'spotify:track:2',
    };
    expect(ask2025([{ ...old, uri: 'spotify:track:1', album: 'First' }, again])).toMatchObject({
      plays: 1,
      new_tracks: 0,
      discovery_rate: 0,
    });
  });

  it('does not take a track for known that was only skipped before', () => {
    const skipped = { ...listen('2024-03-01T10:00:00Z', 'Late', 'Slow'), msPlayed: 2000 };
    const answer = ask2025([old, skipped, listen('2025-06-02T10:00:00Z', 'Late', 'Slow')]);
    expect(answer).toMatchObject({
      new_tracks: 1,
      top_tracks: [{ first_play: '2025-06-02T10:00:00+00:00' }],
    });
  });

  it('shows what stayed beside what caught on at once', () => {
    const days = (title: string, dates: readonly string[]) =>
      dates.map((date) => listen(`2025-${date}T10:00:00Z`, title, title));
    const answer = ask2025([
      old,
      ...days('Stays', ['06-01', '06-20', '07-01', '07-10', '08-01']),
      ...days('Craze', ['06-03', '06-04', '06-05', '06-06']),
    ]);
    expect(answer.top_tracks.map(({ name, plays }) => [name, plays])).toEqual([
      ['Stays', 5],
      ['Craze', 4],
    ]);
    expect(answer.fastest_tracks.map(({ name, plays_first_7_days: plays }) => [name, plays])).toEqual([
      ['Craze', 4],
      ['Stays', 1],
    ]);
  });

  it('counts the first 7 days to the millisecond', () => {
    const first = Date.parse('2025-06-02T10:00:00Z');
    const times = [first, first + week - 1, first + week].map((endedAt) => ({
      endedAt,
      title: 'B',
      artist: 'New',
    }));
    expect(ask2025([old, ...times]).fastest_tracks).toMatchObject([{ plays: 3, plays_first_7_days: 2 }]);
  });

  it('says that what is new may have been heard in a gap', () => {
    const context = contextOf([old, listen('2025-06-02T10:00:00Z', 'B', 'New')], now);
    const gap = {
      from: Date.parse('2025-04-01T00:00:00Z'),
      to: Date.parse('2025-04-11T00:00:00Z'),
      reason: 'off' as const,
    };
    const gappy = { ...context, columns: { ...context.columns, gaps: [gap] } };
    expect(discoveries(gappy, june).note).toContain(
      'may have been heard before in 1 gap of the history (10 days)',
    );
    expect(discoveries(context, june).note ?? '').not.toContain('gap');
  });

  it('tells years instead of months where there are more than two', () => {
    const { per, periods } = ask2025(
      [old, listen('2024-06-01T10:00:00Z', 'B', 'New'), listen('2026-06-01T10:00:00Z')],
      { from: '2024-01-01', to: '2027-01-01' },
    );
    expect([per, periods.map(({ period }) => period)]).toEqual(['year', ['2024', '2026']]);
  });
});

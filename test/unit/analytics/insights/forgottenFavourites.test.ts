import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forgottenFavourites } from '../../../../src/core/analytics/insights/forgottenFavourites.ts';
import {
  favouriteModes,
  forgottenFavouritesResult,
  type ForgottenFavouritesParams,
} from '../../../../src/protocol/history/insights/forgottenFavourites.ts';
import { itemTypes } from '../../../../src/protocol/history/insights/itemTypes.ts';
import type { ListenFixture } from '../../../fixtures/playColumns.ts';
import { contextOf, listen } from '../context.ts';
import { ask, gappyQuestion, withoutWords } from './gappyHistory.ts';
import { groupBy, hoursOf, type SlowHistory, type Stretch } from './slowHistory.ts';
import { count, rankItems, slowItems, time, type SlowItem } from './slowItems.ts';

const dayLength = 24 * 3_600_000;

/** The window of the params; the whole history where they name no time. */
export function longWindow(slow: SlowHistory, params: ForgottenFavouritesParams): Stretch {
  const window = slow.window(params);
  const isNamed = [params.days, params.from, params.to].some((one) => one !== undefined);
  return isNamed ? window : { ...window, start: Math.min(window.start, slow.listens[0]!.at) };
}

function slowFavourites(
  slow: SlowHistory,
  params: ForgottenFavouritesParams,
  { mode = 'forgotten', of = 'tracks', by = 'plays', min_plays = 10, silent_days = 180, limit = 20 },
): object {
  const { wall } = slow;
  const window = longWindow(slow, params);
  const until = Math.min(window.end, slow.now);
  const plays = slow.inside(window);
  const last = ({ plays: own }: SlowItem): number => own[own.length - 1]!.at;
  const silent = (item: SlowItem): number => {
    const unknown = slow.unknown.map(({ start, end }) => Math.min(end, until) - Math.max(start, last(item)));
    const known = unknown.reduce((left, ms) => left - Math.max(0, ms), Math.max(0, until - last(item)));
    return Math.floor(known / dayLength);
  };
  const origin = plays[0]?.at ?? 0;
  const mean = ({ plays: own }: SlowItem): number =>
    Math.round(origin + own.reduce((sum, { at }) => sum + at - origin, 0) / own.length);
  const often = slowItems(of as 'tracks', plays).filter((item) => count(item) >= min_plays);
  const values = by === 'plays' ? [count, time] : [time, count];
  const ranked =
    mode === 'forgotten'
      ? rankItems(
          often.filter((item) => silent(item) >= silent_days),
          ...values,
        )
      : rankItems(often, (item) => (mode === 'rising' ? mean(item) : -mean(item)), values[0]!);
  return {
    ...slow.answer(window),
    mode,
    of,
    by,
    total: ranked.length,
    favourites: ranked.slice(0, limit).map((item) => {
      const [peak] = groupBy(item.plays, ({ at }) => wall.date(at).slice(0, 7))
        .map((own) => ({ month: wall.date(own[0]!.at).slice(0, 7), plays: own.length }))
        .sort((a, b) => b.plays - a.plays || (a.month < b.month ? -1 : 1));
      return {
        ...item.name,
        plays: item.plays.length,
        hours: hoursOf(item.plays),
        first_play: wall.iso(item.plays[0]!.at),
        last_play: wall.iso(last(item)),
        silent_days: silent(item),
        peak_month: peak,
        ...(mode !== 'forgotten' && { mean_day: wall.date(mean(item)) }),
        ...item.uri,
      };
    }),
  };
}

describe('forgotten favourites', () => {
  it('agree with a slow, independent count, in every zone', { timeout: 60_000 }, () => {
    const question = fc.record({
      q: fc.oneof(gappyQuestion({ days: 40 }), gappyQuestion({ days: 20, years: 3 })),
      wanted: fc.record({
        mode: fc.constantFrom(...favouriteModes),
        of: fc.constantFrom(...itemTypes),
        by: fc.constantFrom('plays' as const, 'time' as const),
        min_plays: fc.constantFrom(1, 2, 4),
        silent_days: fc.constantFrom(1, 3, 30, 400),
        limit: fc.constantFrom(1, 3, 20),
      }),
    });
    fc.assert(
      fc.property(question, ({ q, wanted }) => {
        const asked = ask(q);
        if (asked === undefined) return;
        const answer = forgottenFavourites(asked.context, { ...asked.params, ...wanted });
        const { favourite_rule: _rule, ...rest } = withoutWords(answer) as Record<string, unknown>;
        expect(rest).toStrictEqual(slowFavourites(asked.slow, asked.params, wanted));
        expect(forgottenFavouritesResult.strict().parse(answer)).toStrictEqual(answer);
      }),
      { numRuns: 300 },
    );
  });

  const now = '2025-06-14T12:00:00Z';
  const times = (title: string, first: string, plays: number, rest: Partial<ListenFixture> = {}) =>
    Array.from({ length: plays }, (_, i) => ({
      ...listen(new Date(Date.parse(first) + i * dayLength).toISOString(), title, `by ${title}`),
      ...rest,
    }));
  const recent = listen('2025-06-14T10:00:00Z', 'Recent', 'by Recent');
  const names = (listens: readonly ListenFixture[], params: ForgottenFavouritesParams = {}) =>
    forgottenFavourites(contextOf(listens, now), params).favourites.map(({ name }) => name);

  it('were played often, and not for half a year', () => {
    const listens = [
      ...times('Gone', '2023-01-01T10:00:00Z', 12),
      ...times('Once liked', '2023-01-01T10:00:00Z', 9),
      ...times('Still there', '2025-01-01T10:00:00Z', 12),
      recent,
    ];
    expect(forgottenFavourites(contextOf(listens, now), {})).toMatchObject({
      total: 1,
      favourites: [
        {
          name: 'Gone',
          artists: ['by Gone'],
          plays: 12,
          last_play: '2023-01-12T10:00:00+00:00',
          silent_days: 884,
          peak_month: { month: '2023-01', plays: 12 },
        },
      ],
    });
  });

  it('are silent for 180 times 24 hours, not for a millisecond less', () => {
    const last = Date.parse(now) - 180 * dayLength;
    const twelve = (end: number) => times('Edge', new Date(end - 11 * dayLength).toISOString(), 12);
    expect(names([...twelve(last), recent])).toEqual(['Edge']);
    expect(names([...twelve(last + 1), recent])).toEqual([]);
  });

  it('are not those that are heard in another release', () => {
    const listens = [
      ...times('Hit', '2023-01-01T10:00:00Z', 12, { album: 'Single', uri: 'spotify:track:1' }),
      ...times('Hit', '2025-06-01T10:00:00Z', 1, { album: 'Best of', uri: 'spotify:track:2' }),
      recent,
    ];
    expect(names(listens)).toEqual([]);
  });

  it('are not those of which nothing is known since: a silence inside a gap is none', () => {
    const listens = [...times('Lost', '2024-10-01T10:00:00Z', 12), recent];
    const context = contextOf(listens, now);
    const gap = {
      from: Date.parse('2024-10-20T00:00:00Z'),
      to: Date.parse('2025-06-01T00:00:00Z'),
      reason: 'off' as const,
    };
    expect(names(listens)).toEqual(['Lost']);
    const gappy = { ...context, columns: { ...context.columns, gaps: [gap] } };
    expect(forgottenFavourites(gappy, {}).favourites).toEqual([]);
    // 12 to 20 October and 1 to 14 June.
    expect(forgottenFavourites(gappy, { silent_days: 20 }).favourites).toMatchObject([{ silent_days: 21 }]);
  });

  it('are not those of a history that ended: the time after its last listen is no silence', () => {
    const listens = times('All there is', '2023-01-01T10:00:00Z', 12);
    const { favourites, note } = forgottenFavourites(contextOf(listens, now), {});
    expect(favourites).toEqual([]);
    expect(note).toContain('The history ends at');
  });

  it('can be asked as of an earlier day', () => {
    const listens = [
      ...times('Came back', '2023-01-01T10:00:00Z', 12),
      ...times('Came back', '2025-06-01T10:00:00Z', 3),
    ];
    expect([names(listens), names(listens, { to: '2025-01-01' })]).toEqual([[], ['Came back']]);
  });

  it('are told from golden oldies and what rises by the mean play date', () => {
    const listens = [
      ...times('Oldie', '2020-01-01T10:00:00Z', 20),
      ...times('Oldie', '2025-06-10T10:00:00Z', 2),
      ...times('New love', '2025-05-20T10:00:00Z', 11),
      recent,
    ];
    expect(names(listens, { mode: 'golden_oldies' })).toEqual(['Oldie', 'New love']);
    expect(names(listens, { mode: 'rising', of: 'artists' })).toEqual(['by New love', 'by Oldie']);
    expect(names(listens)).toEqual([]);
  });

  it('say what to pass where there are none', () => {
    const note = (listens: readonly ListenFixture[]) => forgottenFavourites(contextOf(listens, now), {}).note;
    expect(note([recent])).toContain('No tracks have 10 plays in the window: pass a smaller min_plays.');
    expect(note(times('Now', '2025-06-01T10:00:00Z', 13))).toContain('pass smaller silent_days');
  });

  it('come in pages', () => {
    const listens = ['A', 'B', 'C'].flatMap((title) => times(title, '2023-01-01T10:00:00Z', 12));
    const context = contextOf([...listens, recent], now);
    const first = forgottenFavourites(context, { limit: 2 });
    expect(first).toMatchObject({ total: 3, next_cursor: 'after-2' });
    const second = forgottenFavourites(context, { limit: 2, cursor: first.next_cursor });
    expect([...first.favourites, ...second.favourites].map(({ name }) => name)).toEqual(['A', 'B', 'C']);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemProfile } from '../../../../src/core/analytics/insights/itemProfile.ts';
import { InputError } from '../../../../src/core/errors.ts';
import {
  itemProfileResult,
  type ItemProfileParams,
} from '../../../../src/protocol/history/insights/itemProfile.ts';
import type { ItemType } from '../../../../src/protocol/history/insights/itemTypes.ts';
import type { By, WindowParams } from '../../../../src/protocol/history/window.ts';
import type { ListenFixture } from '../../../fixtures/playColumns.ts';
import { contextOf, listen } from '../context.ts';
import { ask, gappyQuestion, withoutWords } from './gappyHistory.ts';
import { decimals, groupBy, heardOf, hoursOf, type SlowHistory, type SlowListen } from './slowHistory.ts';
import { count, itemKey, rankItems, slowItems, time, type SlowItem } from './slowItems.ts';

const halfHour = 30 * 60_000;

/** Each names one thing only. */
const asked = [
  { of: 'artists', key: 'Ana', params: { artist: 'ANA' } },
  { of: 'artists', key: 'Björk', params: { artist: 'bjork' } },
  { of: 'tracks', key: 'Alpha|Ana', params: { track: 'alpha', artist: 'Ana' } },
  { of: 'tracks', key: 'Alpha|Ana', params: { uri: 'spotify:track:2' } },
  { of: 'tracks', key: 'Gamma|Cleo', params: { track: 'Gamma' } },
  { of: 'tracks', key: 'spotify:track:4', params: { track: 'Delta' } },
  { of: 'albums', key: 'Ana|One', params: { album: 'One', artist: 'Ana' } },
  { of: 'albums', key: 'Cleo|Two', params: { album: 'Two', track: undefined, artist: 'Cleo' } },
] as const satisfies { of: ItemType; key: string; params: ItemProfileParams }[];

/** The one that comes first. */
function most(
  own: readonly SlowListen[],
  nameOf: (play: SlowListen) => string,
): { name: string; plays: number } {
  const [best] = groupBy(own, nameOf)
    .map((plays) => ({ name: nameOf(plays[0]!), plays: plays.length }))
    .sort((a, b) => b.plays - a.plays || (a.name < b.name ? -1 : 1));
  return best!;
}

function slowProfile(
  slow: SlowHistory,
  params: WindowParams,
  {
    of,
    key,
    by,
    limit,
    per,
  }: { of: ItemType; key: string; by: By; limit: number; per?: 'month' | 'year' | undefined },
): object {
  const { wall } = slow;
  const named = slow.window(params);
  const isNamed = [params.days, params.from, params.to].some((one) => one !== undefined);
  const window = isNamed ? named : { ...named, start: Math.min(named.start, slow.listens[0]!.at) };
  const plays = slow.inside(window);
  const isOwn = (play: SlowListen | undefined): play is SlowListen =>
    play !== undefined && itemKey(of, play) === key;
  const own = plays.filter(isOwn);
  const everywhere = slowItems(of, slow.plays);
  /** Names and URIs are those of the whole history. */
  const described = (item: SlowItem): SlowItem => ({
    ...everywhere.find((other) => other.key === item.key)!,
    plays: item.plays,
  });
  const items = slowItems(of, plays).map(described);
  const ranked = rankItems(items, ...(by === 'plays' ? [count, time] : [time, count]));
  const value = by === 'plays' ? count : time;
  const rankOf = (item: SlowItem): number => 1 + items.filter((other) => value(other) > value(item)).length;
  const place = ranked.findIndex((item) => item.key === key);
  const neighbours = (some: SlowItem[]): object[] =>
    some.map((item) => ({
      ...item.name,
      rank: rankOf(item),
      plays: count(item),
      hours: hoursOf(item.plays),
      ...item.uri,
    }));
  const day = ({ at }: SlowListen): string => wall.date(at);
  const month = (play: SlowListen): string => day(play).slice(0, 7);
  const months = (play: SlowListen): number =>
    Number(day(play).slice(0, 4)) * 12 + Number(day(play).slice(5, 7));
  const last = own[own.length - 1];
  const unit = per ?? (last !== undefined && months(last) - months(own[0]!) >= 24 ? 'year' : 'month');
  const periodOf = (play: SlowListen): string => day(play).slice(0, unit === 'year' ? 4 : 7);
  const runs: SlowListen[][] = [];
  plays.forEach((play, i) => {
    const before = plays[i - 1];
    if (!isOwn(play)) return;
    const isCut = isOwn(before) && slow.gaps.some(({ from, to }) => from < play.at && to > before.at);
    if (isOwn(before) && !isCut) runs[runs.length - 1]!.push(play);
    else runs.push([play]);
  });
  const [longest] = [...runs].sort((a, b) => b.length - a.length);
  const beside = (step: -1 | 1): SlowListen[] =>
    plays.flatMap((play, i) => {
      const other = plays[i + step];
      if (!isOwn(play) || other === undefined || itemKey(of, other) === undefined || isOwn(other)) return [];
      const [a, b] = step < 0 ? [other, play] : [play, other];
      return b.at - Math.max(0, b.ms) - a.at <= halfHour ? [other] : [];
    });
  const heardBeside = (): object[] => {
    const [before, after] = [beside(-1), beside(1)];
    const total = (item: SlowItem): number => count(everywhere.find((other) => other.key === item.key)!);
    const among = (some: SlowListen[], { key: other }: SlowItem): number =>
      some.filter((play) => itemKey(of, play) === other).length;
    return rankItems(slowItems(of, [...before, ...after]).map(described), count, total)
      .slice(0, limit)
      .map((item) => ({ ...item.name, before: among(before, item), after: among(after, item), ...item.uri }));
  };
  const until = wall.date(Math.min(window.end - 1, slow.now));
  const since = last && (Date.parse(until) - Date.parse(day(last))) / (24 * 3_600_000);
  return {
    ...slow.answer(window),
    of,
    plays: own.length,
    hours: hoursOf(own),
    share: by === 'time' ? decimals(heardOf(own), heardOf(plays), 4) : decimals(own.length, plays.length, 4),
    ranked: items.length,
    days_with_plays: new Set(own.map(day)).size,
    ...(last && {
      rank: rankOf(ranked[place]!),
      first_play: wall.iso(own[0]!.at),
      last_play: wall.iso(last.at),
      days_since: Math.max(0, since!),
      best_day: most(own, day).name,
      best_day_plays: most(own, day).plays,
      peak_month: most(own, month).name,
      peak_month_plays: most(own, month).plays,
    }),
    ...(longest &&
      longest.length > 1 && {
        longest_run: {
          plays_in_a_row: longest.length,
          from: wall.iso(longest[0]!.at),
          to: wall.iso(longest[longest.length - 1]!.at),
        },
      }),
    per: unit,
    periods: groupBy(own, periodOf)
      .map((some) => {
        const period = periodOf(some[0]!);
        const others = slowItems(
          of,
          plays.filter((play) => periodOf(play) === period),
        );
        return {
          period,
          plays: some.length,
          rank: 1 + others.filter((item) => count(item) > some.length).length,
        };
      })
      .sort((a, b) => (a.period < b.period ? -1 : 1)),
    neighbours:
      place < 0
        ? []
        : neighbours([...ranked.slice(Math.max(0, place - 2), place), ...ranked.slice(place + 1, place + 3)]),
    heard_beside: heardBeside(),
    ...(of !== 'tracks' && {
      top_tracks: rankItems(slowItems('tracks', own), count, time)
        .slice(0, limit)
        .map((item) => ({
          name: (item.name as { name: string }).name,
          plays: count(item),
          ...item.uri,
        })),
    }),
  };
}

describe('the profile of an item', () => {
  it('agrees with a slow, independent one, in every zone', { timeout: 90_000 }, () => {
    const question = fc.record({
      q: fc.oneof(gappyQuestion({ days: 40 }), gappyQuestion({ days: 20, years: 3 })),
      item: fc.constantFrom(...asked),
      by: fc.constantFrom('plays' as const, 'time' as const),
      limit: fc.constantFrom(1, 3),
      per: fc.constantFrom(undefined, 'month' as const, 'year' as const),
    });
    let profiles = 0;
    fc.assert(
      fc.property(question, ({ q, item, by, limit, per }) => {
        const question = ask(q);
        if (question === undefined) return;
        const { context, params, slow } = question;
        const isThere = slow.listens.some((play) => {
          if ('uri' in item.params) return play.uri === item.params.uri;
          return itemKey(item.of, play) === item.key;
        });
        const all = { ...params, ...item.params, by, limit, per };
        if (!isThere) {
          expect(() => itemProfile(context, all)).toThrow(InputError);
          return;
        }
        profiles++;
        const answer = itemProfile(context, all);
        const {
          item_rule: _rule,
          name: _name,
          artists: _artists,
          uri: _uri,
          releases: _releases,
          other_matches: _matches,
          others: _others,
          ...rest
        } = withoutWords(answer) as Record<string, unknown>;
        expect(rest).toStrictEqual(slowProfile(slow, params, { of: item.of, key: item.key, by, limit, per }));
        expect(itemProfileResult.strict().parse(answer)).toStrictEqual(answer);
      }),
      { numRuns: 300 },
    );
    expect(profiles).toBeGreaterThan(100);
  });
});

describe('an item', () => {
  const now = '2025-06-14T12:00:00Z';
  const about = (listens: readonly ListenFixture[], params: ItemProfileParams) =>
    itemProfile(contextOf(listens, now), params);
  const at = (
    hour: number,
    title: string,
    artist: string,
    rest: Partial<ListenFixture> = {},
  ): ListenFixture => ({
    ...listen(new Date(Date.parse('2025-06-01T00:00:00Z') + hour * 3_600_000).toISOString(), title, artist),
    ...rest,
  });
  const listens = [
    at(1, 'Tide', 'Mira Sol', { album: 'Harbour' }),
    at(2, 'Tide', 'Mira Sol', { album: 'Live', uri: 'spotify:track:live' }),
    at(3, 'Tide', 'Somebody Else'),
    at(4, 'Tidelands', 'Mira Sol'),
    at(5, 'Tidelands', 'Mira Sol'),
    at(6, 'Tidelands', 'Mira Sol'),
  ];

  it('is the exact name before names that contain the words, and the most played of several', () => {
    expect(about(listens, { track: 'tide' })).toMatchObject({
      name: 'Tide',
      artists: ['Mira Sol'],
      plays: 2,
      releases: 2,
      uri: 'spotify:track:live',
      other_matches: 1,
      others: [{ name: 'Tide', artists: ['Somebody Else'], plays: 1 }],
    });
    expect(about(listens, { track: 'land' })).toMatchObject({
      name: 'Tidelands',
      other_matches: 0,
      others: [],
    });
    expect(about(listens, { track: 'tide', artist: 'somebody' })).toMatchObject({
      artists: ['Somebody Else'],
    });
  });

  it('is found by its URI, whatever release that is', () => {
    expect(about(listens, { uri: 'spotify:track:live' })).toMatchObject({ name: 'Tide', plays: 2 });
  });

  it('is the album where an album is named, and the artist where nothing else is', () => {
    expect(about(listens, { album: 'harbour' })).toMatchObject({ of: 'albums', name: 'Harbour', plays: 1 });
    expect(about(listens, { artist: 'mira sól' })).toMatchObject({
      of: 'artists',
      name: 'Mira Sol',
      plays: 5,
      rank: 1,
      longest_run: { plays_in_a_row: 3 },
      top_tracks: [
        { name: 'Tidelands', plays: 3 },
        { name: 'Tide', plays: 2, uri: 'spotify:track:live' },
      ],
    });
  });

  it('has a share of skips of the listens of which that is known', () => {
    const trusted = { reasonEnd: 'fwdbtn', skipped: true, msPlayed: 4000 };
    const some = [
      at(1, 'A', 'X', trusted),
      at(2, 'A', 'X', { reasonEnd: 'trackdone', skipped: false }),
      at(3, 'A', 'X', { source: 'account' }),
      at(4, 'B', 'X', trusted),
    ];
    expect(about(some, { track: 'A' })).toMatchObject({ plays: 2, skip_share: 0.5, skip_listens: 2 });
    expect(about([at(3, 'A', 'X', { source: 'account' })], { track: 'A' })).not.toHaveProperty('skip_share');
  });

  it('is beside what follows after no more than 30 minutes of silence', () => {
    const after = (minutes: number) =>
      about([at(1, 'A', 'X'), at(1 + (minutes + 3) / 60, 'B', 'Y')], { track: 'A' }).heard_beside;
    expect(after(30)).toEqual([{ name: 'B', artists: ['Y'], before: 0, after: 1 }]);
    expect(after(31)).toEqual([]);
  });

  it('has runs that a gap ends, and none that one merely precedes', () => {
    const [before, first, second] = [at(1, 'A', 'X'), at(2, 'A', 'X'), at(3, 'A', 'X')];
    const end = (one: ListenFixture): number => Date.parse(String(one.endedAt));
    const gaps = [{ from: end(before), to: end(first), reason: 'off' as const }];
    const context = contextOf([before, first, second], now);
    const answer = itemProfile({ ...context, columns: { ...context.columns, gaps } }, { track: 'A' });
    expect(answer).toMatchObject({ longest_run: { plays_in_a_row: 2, from: '2025-06-01T02:00:00+00:00' } });
  });

  it('says where it was played if not in this window, and what would count', () => {
    const early = { from: '2025-01-01', to: '2025-02-01' };
    expect(about(listens, { track: 'Tide', ...early })).toMatchObject({ plays: 0, days_with_plays: 0 });
    expect(about(listens, { track: 'Tide', ...early }).note).toContain('but 2 times outside it');
    const short = [...listens, at(7, 'Blink', 'Mira Sol', { msPlayed: 900 })];
    expect(about(short, { track: 'Blink' }).note).toContain('pass kind=all or min_seconds=0');
  });

  it('of an empty history is not there', () => {
    expect(() => about([], { artist: 'Anybody' })).toThrow(InputError);
  });

  it.each([
    {},
    { artist: 'Nobody' },
    { track: '   ' },
    { uri: 'spotify:track:unknown' },
    { uri: 'spotify:album:any' },
    { uri: 'spotify:track:live', artist: 'Mira Sol' },
  ])('is refused for %j, with the next step', (params) => {
    let error: unknown;
    try {
      about(listens, params);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).hint).toMatch(/^(Pass|Look)/);
  });
});

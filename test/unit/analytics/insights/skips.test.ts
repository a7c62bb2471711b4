import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { skips } from '../../../../src/core/analytics/insights/skips.ts';
import {
  skipsParams,
  skipsResult,
  type SkipsParams,
  type SkipsResult,
} from '../../../../src/protocol/history/insights/skips.ts';
import type { ListenFixture } from '../../../fixtures/playColumns.ts';
import { contextOf, listen } from '../context.ts';
import { mixedListens } from './mixedListens.ts';

const now = '2025-04-10T12:00:00Z';
function ask(listens: readonly ListenFixture[], params: SkipsParams = {}): SkipsResult {
  const answer = skips(contextOf(listens, now), skipsParams.parse(params));
  expect(skipsResult.parse(answer)).toStrictEqual(answer);
  return answer;
}

const at = '2025-04-01T10:00:00Z';
const done: Partial<ListenFixture> = { skipped: false, reasonEnd: 'trackdone', reasonStart: 'trackdone' };
const skip: Partial<ListenFixture> = { skipped: true, reasonEnd: 'fwdbtn', reasonStart: 'clickrow' };
const times = (count: number, rest: Partial<ListenFixture>, title = 'Song', artist = 'Artist') =>
  Array.from({ length: count }, () => ({ ...listen(at, title, artist), ...rest }));

describe('skips', () => {
  it('are shares of the listens whose source tells, short ones too', () => {
    const listens = [
      ...times(3, done),
      ...times(1, { ...skip, msPlayed: 900 }),
      ...times(2, { source: 'api' }),
    ];
    expect(ask(listens)).toMatchObject({
      listens: 6,
      known: 4,
      skipped: 1,
      skip_share: 0.25,
      play_rule: expect.stringContaining('however short') as string,
      skip_rule: expect.stringContaining('ended it before its track did') as string,
      note: expect.stringContaining('Of 2 of 6 listens it is not known') as string,
    });
    expect(ask(listens, { min_seconds: 30 })).toMatchObject({ listens: 5, known: 3, skipped: 0 });
  });

  it('follow the rule of their era', () => {
    const before = '2022-10-16T10:00:00Z';
    const inEra = (endedAt: string, rest: Partial<ListenFixture>): ListenFixture => ({
      ...listen(endedAt),
      ...rest,
    });
    const listens = [
      inEra('2014-01-01T00:00:00Z', { reasonEnd: 'fwdbtn', skipped: true }),
      inEra(before, { reasonEnd: 'fwdbtn', skipped: false }),
      inEra(before, { reasonEnd: 'unknown', skipped: false }),
      inEra(before, {}),
      inEra(at, { reasonEnd: 'endplay', skipped: true }),
    ];
    expect(ask(listens, { from: '2010-01-01' })).toMatchObject({
      known: 4,
      skipped: 3,
      eras: [
        { era: 'before 2015-04-13', listens: 1, known: 1, skipped: 1 },
        { era: '2015-04-13 to 2022-10-17', listens: 3, known: 2, skipped: 1 },
        { era: 'from 2022-10-17', listens: 1, known: 1, skipped: 1 },
      ],
    });
  });

  it('say how long was heard before', () => {
    const heard = [2999, 3000, 29_999, 30_000, 120_000, 120_001, -1];
    const listens = heard.map((msPlayed) => ({ ...listen(at), ...skip, msPlayed }));
    expect(ask(listens).seconds_before_skip).toEqual({
      under_3: 0.1667,
      under_30: 0.5,
      from_30: 0.5,
      over_120: 0.1667,
    });
    expect(ask(times(1, done))).not.toHaveProperty('seconds_before_skip');
  });

  it('tell who chose: the user, what plays by itself, or the forward button', () => {
    const reasons = ['clickrow', 'playbtn', 'trackdone', 'fwdbtn', 'backbtn', 'remote', 'constructor', ''];
    const listens = reasons.map((reasonStart) => ({ ...listen(at), reasonStart }));
    expect(ask(listens).agency).toEqual({
      chosen: 0.25,
      fed: 0.125,
      forwarded: 0.25,
      other: 0.25,
      unknown: 0.125,
    });
  });

  it('rank tracks and artists with enough listens, and never call most skipped what never was', () => {
    const listens = [
      ...times(10, done, 'Loved', 'Ana'),
      ...times(9, skip, 'Rare', 'Cy'),
      ...times(6, skip, 'Hated', 'Bo'),
      ...times(4, done, 'Hated', 'Bo'),
    ];
    const hated = { name: 'Hated', artists: ['Bo'], listens: 10, skip_share: 0.6 };
    const loved = { name: 'Loved', artists: ['Ana'], listens: 10, skip_share: 0 };
    expect(ask(listens)).toMatchObject({
      most_skipped_tracks: [hated],
      least_skipped_tracks: [loved, hated],
      most_skipped_artists: [{ name: 'Bo', listens: 10, skip_share: 0.6 }],
      least_skipped_artists: [{ name: 'Ana' }, { name: 'Bo' }],
    });
    expect(ask(listens, { min_listens: 9, limit: 1 }).most_skipped_tracks).toMatchObject([{ name: 'Rare' }]);
  });

  it('are unknown, and say so, where no source tells', () => {
    const answer = ask(times(3, { source: 'account' }));
    expect(answer).toMatchObject({ listens: 3, known: 0, skipped: 0, most_skipped_tracks: [] });
    expect(answer).not.toHaveProperty('skip_share');
    expect(answer).not.toHaveProperty('private_share');
    expect(answer.note).toContain('No source of these listens tells of skips');
    expect(ask([])).toMatchObject({ listens: 0, eras: [], by_reason: [] });
  });

  it('are counted right in long histories, whose sums are kept', () => {
    const first = Date.parse('2024-01-01T00:00:00Z');
    const minute = 60_000;
    const long = Array.from({ length: 150_000 }, (_, i) => ({
      ...listen(at),
      ...(i % 3 === 0 ? skip : done),
      endedAt: first + i * minute,
    }));
    const context = contextOf(long, now);
    for (const [from, to] of [
      [0, 150_000],
      [1, 65_537],
      [70_000, 140_001],
    ] as const) {
      const answer = skips(context, {
        from: new Date(first + from * minute).toISOString(),
        to: new Date(first + to * minute).toISOString(),
      });
      const skipped = Math.ceil(to / 3) - Math.ceil(from / 3);
      expect(answer).toMatchObject({ listens: to - from, known: to - from, skipped });
      expect(answer.by_hour.listens.reduce((a, b) => a + b, 0)).toBe(to - from);
    }
  });

  it('agree with a slow, independent one on random histories', () => {
    const maybe = fc.constantFrom(true, false, undefined);
    const reason = fc.constantFrom('', 'trackdone', 'fwdbtn', 'clickrow', 'endplay', 'none', 'remote');
    const details = fc
      .record({
        skipped: maybe,
        shuffle: maybe,
        offline: maybe,
        incognito: maybe,
        reasonStart: reason,
        reasonEnd: reason,
        source: fc.constantFrom('extended' as const, 'extended' as const, 'account' as const, 'api' as const),
        kind: fc.constantFrom('music' as const, 'music' as const, 'podcast' as const),
      })
      .map((record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)));
    fc.assert(
      fc.property(
        fc
          .constantFrom('2022-10-17T00:00:00Z', '2015-04-13T00:00:00Z')
          .chain((around) =>
            fc.record({ around: fc.constant(around), listens: mixedListens(around, 3, details) }),
          ),
        fc.constantFrom('UTC', 'Australia/Lord_Howe', 'Asia/Kolkata'),
        fc.constantFrom(0, 30),
        ({ around, listens }, timezone, minSeconds) => {
          const from = new Date(Date.parse(around) - 2 * 86_400_000).toISOString();
          const answer = ask(listens, {
            from,
            timezone,
            min_seconds: minSeconds,
            min_listens: 2,
            limit: 3,
          });
          const inWindow = listens.filter(
            ({ endedAt, msPlayed, kind }) =>
              Number(endedAt) >= Date.parse(from) &&
              (kind ?? 'music') === 'music' &&
              (minSeconds === 0 || msPlayed! >= minSeconds * 1000),
          );
          expect(answer).toMatchObject(oracle(inWindow, timezone));
        },
      ),
      { numRuns: 150 },
    );
  });
});

/** By the words of the fact sheet, listen by listen. */
function isSkip({ endedAt, source, skipped, reasonEnd }: ListenFixture): boolean | undefined {
  if (source === 'account' || source === 'api') return undefined;
  const trusted = new Date(endedAt).toISOString() >= '2022-10-17';
  if (trusted && skipped !== undefined) return skipped;
  if ((reasonEnd ?? '') === '' || reasonEnd === 'none') return undefined;
  return ['fwdbtn', 'backbtn', 'endplay'].includes(reasonEnd!);
}

const ratio = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 10_000;
const share = (all: readonly ListenFixture[], isPart: (one: ListenFixture) => boolean): number =>
  ratio(all.filter(isPart).length, all.length);

function oracle(all: readonly ListenFixture[], timeZone: string): object {
  const known = all.filter((one) => isSkip(one) !== undefined);
  const skipped = known.filter((one) => isSkip(one) === true);
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' });
  const hourOf = known.map(({ endedAt }) => Number(clock.format(Number(endedAt))));
  const inHour = (hour: number): ListenFixture[] => known.filter((_, index) => hourOf[index] === hour);
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  const measured = skipped.filter(({ msPlayed }) => msPlayed! >= 0);
  const saying = (field: 'shuffle' | 'offline' | 'incognito'): ListenFixture[] =>
    all.filter((one) => one[field] !== undefined);
  const started = (reasons: readonly string[]): number =>
    share(all, ({ reasonStart }) => reasons.includes(reasonStart ?? ''));
  return {
    listens: all.length,
    known: known.length,
    skipped: skipped.length,
    ...(known.length > 0 && { skip_share: ratio(skipped.length, known.length) }),
    ...(measured.length > 0 && {
      seconds_before_skip: {
        under_3: share(measured, ({ msPlayed }) => msPlayed! < 3000),
        under_30: share(measured, ({ msPlayed }) => msPlayed! < 30_000),
        from_30: share(measured, ({ msPlayed }) => msPlayed! >= 30_000),
        over_120: share(measured, ({ msPlayed }) => msPlayed! > 120_000),
      },
    }),
    by_reason: [...new Set(all.map(({ reasonEnd }) => reasonEnd ?? ''))]
      .map((reason) => ({
        reason: reason === '' ? 'not said' : reason,
        listens: all.filter(({ reasonEnd }) => (reasonEnd ?? '') === reason).length,
        skipped: skipped.filter(({ reasonEnd }) => (reasonEnd ?? '') === reason).length,
      }))
      .sort((a, b) => b.listens - a.listens || (a.reason < b.reason ? -1 : 1)),
    by_hour: {
      listens: hours.map((hour) => inHour(hour).length),
      skip_share: hours.map((hour) => share(inHour(hour), (one) => isSkip(one) === true)),
    },
    by_shuffle: Object.fromEntries(
      [true, false]
        .map((on) => ({ on, own: known.filter(({ shuffle }) => shuffle === on) }))
        .filter(({ own }) => own.length > 0)
        .map(({ on, own }) => [on ? 'on' : 'off', share(own, (one) => isSkip(one) === true)]),
    ),
    ...(all.length > 0 && {
      agency: {
        chosen: started(['clickrow']),
        fed: started(['trackdone']),
        forwarded: started(['fwdbtn']),
        other: started(['endplay', 'remote']),
        unknown: started(['', 'none']),
      },
    }),
    ...(saying('shuffle').length > 0 && { shuffle_share: share(saying('shuffle'), (one) => one.shuffle!) }),
    ...(saying('offline').length > 0 && { offline_share: share(saying('offline'), (one) => one.offline!) }),
    ...(saying('incognito').length > 0 && {
      private_share: share(saying('incognito'), (one) => one.incognito!),
    }),
    most_skipped_tracks: mostSkipped(known, ({ title }) => title),
    most_skipped_artists: mostSkipped(known, ({ artist }) => artist),
  };
}

function mostSkipped(known: readonly ListenFixture[], nameOf: (one: ListenFixture) => string): object[] {
  return [...new Set(known.map(nameOf))]
    .filter((name) => name !== '')
    .map((name) => {
      const own = known.filter((one) => nameOf(one) === name);
      const skipped = own.filter((one) => isSkip(one) === true).length;
      return { name, listens: own.length, skipped, exact: skipped / own.length };
    })
    .filter(({ listens, skipped }) => listens >= 2 && skipped > 0)
    .sort((a, b) => b.exact - a.exact || b.skipped - a.skipped || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name, listens, exact }) => ({ name, listens, skip_share: ratio(exact, 1) }));
}

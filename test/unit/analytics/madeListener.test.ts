import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { AnalysisContext } from '../../../src/core/analytics/columns.ts';
import { itemProfile } from '../../../src/core/analytics/insights/itemProfile.ts';
import { onThisDay } from '../../../src/core/analytics/insights/onThisDay.ts';
import { streaks } from '../../../src/core/analytics/insights/streaks.ts';
import { yearInReview } from '../../../src/core/analytics/insights/yearInReview.ts';
import { ZoneCache } from '../../../src/core/analytics/timeZone.ts';
import { analyses, withoutSentences, type Analysis, type Asked, type Pair } from './madeListener/analyses.ts';
import { namesakes } from './madeListener/catalogue.ts';
import { clocks, zoneNames, type ZoneName } from './madeListener/clocks.ts';
import { columnsOf } from './madeListener/columnsOf.ts';
import { countItems } from './madeListener/items.ts';
import { kept } from './madeListener/kept.ts';
import { makeListener, playCount, type MadeListen, type MadeListener } from './madeListener/listener.ts';
import { onThisDay as trueOnThisDay } from './madeListener/trueOnThisDay.ts';
import { yearInReview as trueReview } from './madeListener/trueReview.ts';
import { streaks as trueStreaks } from './madeListener/trueStreaks.ts';
import { History, usualRule, type Dates } from './madeListener/truth.ts';

const hour = 3_600_000;
const listener = makeListener();
const last = listener.listens[listener.listens.length - 1]!.at;
/** Days after the last listen: what was heard since is not known. */
const now = last + 70 * hour;
const zones = new ZoneCache();
const everything = { from: '2009-12-25', to: '2022-11-05' };
const names = Object.keys(analyses) as Analysis[];

/** A year, and the weeks in which the clocks of the zone change, or else the year does. */
const windows: Readonly<Record<ZoneName, readonly Dates[]>> = {
  UTC: [year(2012), week('2011-12-28')],
  'Asia/Kolkata': [year(2010), week('2012-12-29')],
  'Asia/Kathmandu': [year(2014), week('2013-12-29')],
  'America/New_York': [year(2012), week('2012-03-08'), week('2012-11-01')],
  'Australia/Lord_Howe': [year(2013), week('2013-04-03'), week('2013-10-02')],
  'Pacific/Apia': [year(2011), week('2011-12-27')],
};

function year(number: number): Dates {
  return { from: `${number}-01-01`, to: `${number + 1}-01-01` };
}

function week(from: string): Dates {
  return { from, to: new Date(Date.parse(from) + 7 * 24 * hour).toISOString().slice(0, 10) };
}

function contextOf(made: MadeListener, at = now): AnalysisContext {
  return { columns: columnsOf(made), now: at, timeZone: 'UTC', minSeconds: 30, zones };
}
const context = contextOf(listener);

function historyOf(zone: ZoneName, at = now, rule = usualRule): History {
  return kept(clocks.get(zone)!, `${at} ${rule.minSeconds}`, () => {
    return new History(listener, clocks.get(zone)!, at, rule);
  });
}

function asked(zone: ZoneName, dates: Dates): Asked {
  return {
    context,
    params: { ...dates, timezone: zone },
    window: historyOf(zone).window(dates),
    listens: historyOf(zone, now, { ...usualRule, minSeconds: 0 }).window(dates),
  };
}

function expectTruth([answer, truth]: Pair): void {
  expect(withoutSentences(answer)).toStrictEqual(truth);
}

describe(`a made listener of ${playCount} plays`, () => {
  it('has so many', () => {
    expect(historyOf('UTC').plays).toHaveLength(playCount);
  });

  it.each(names)('is known to the play, whatever the clock: %s', (name) => {
    for (const pair of analyses[name](asked('UTC', everything))) expectTruth(pair);
  });

  it('has two artists of one name, of whom the one played more is told about', () => {
    const { artists } = listener.catalogue;
    const plays = [...countItems(listener, 'artists', historyOf('UTC').plays).values()]
      .filter(({ id }) => artists[id]!.name === namesakes)
      .map((count) => count.plays)
      .sort((a, b) => b - a);
    expect(plays).toHaveLength(2);
    const answer = itemProfile(context, { artist: namesakes.toUpperCase(), ...everything });
    expect(answer).toMatchObject({ plays: plays[0], other_matches: 1, others: [{ plays: plays[1] }] });
  });
});

/** What the clock of the zone decides over all the years; the rest has been asked once above. */
const ofTheClock = [
  'heatmap',
  'coverage',
  'timeline',
  'streaks',
  'sessions',
  'discoveries',
  'forgottenFavourites',
  'yearInReview',
  'itemProfile',
] as const satisfies Analysis[];

describe('one play that is left out', () => {
  const zone = 'America/New_York';
  const dates = week('2012-03-08');
  const { tracks } = listener.catalogue;
  const { plays } = historyOf(zone).window(dates);
  const artists = countItems(listener, 'artists', plays);
  const most = Math.max(...Array.from(artists.values(), (count) => count.plays));
  const artistPlays = ({ track }: MadeListen): number => artists.get(tracks[track]!.artist)?.plays ?? 0;
  /** Which one each analysis should miss: lists of few miss none of which they say nothing. */
  const isMissed = (name: Analysis): ((play: MadeListen) => boolean) => {
    if (name === 'searchPlays') return ({ track }) => tracks[track]!.title.startsWith('Élan River');
    if (name === 'forgottenFavourites') return (play) => artistPlays(play) === 3;
    return (play) => artistPlays(play) === most;
  };

  it.each(names)('is missed: %s', (name) => {
    const left = plays.find(isMissed(name))!;
    const made = kept(left, 'without', () => ({
      ...listener,
      listens: listener.listens.filter((one) => one !== left),
    }));
    const context = kept(made, 'context', () => contextOf(made));
    const pairs = [...analyses[name]({ ...asked(zone, dates), context })];
    expect(pairs.some(([answer, truth]) => !isDeepStrictEqual(withoutSentences(answer), truth))).toBe(true);
  });
});

describe.each(zoneNames)('a made listener in %s', (zone) => {
  const clock = clocks.get(zone)!;

  it('lives by the clock that the platform knows too', () => {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    const instants = clock.changes.flatMap((at) => [at - 1000, at]);
    for (let at = Date.UTC(2010, 0); at < Date.UTC(2022, 11); at += 11 * 24 * hour) instants.push(at);
    const offsets = instants.map((at) => {
      const [, sign = '+', hours = '0', minutes = '0'] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(
        format.format(at),
      )!;
      return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
    });
    expect(offsets.length).toBeGreaterThan(400);
    expect(offsets.map((minutes) => minutes + 0)).toEqual(instants.map((at) => clock.spanAt(at).offset));
  });

  it.each(ofTheClock)('is known to the play over all the years: %s', (name) => {
    const [first] = analyses[name](asked(zone, everything));
    expectTruth(first!);
  });

  it('has streaks that go on or may do so, by the day on which it is asked', () => {
    for (const at of [last + hour, last + 20 * hour]) {
      const history = historyOf(zone, at);
      expectTruth([
        streaks({ ...context, now: at }, { timezone: zone, limit: 5 }),
        trueStreaks(history.everything(), 5),
      ]);
    }
  });

  it.each([
    { date: '2012-12-30' },
    { date: '2012-02-29', around: 1 },
    { date: '2014-12-31', around: 1 },
    { date: '2013-03-11' },
    { date: '2013-11-04' },
    { date: '2022-10-20', around: 7 },
  ])('is known to the play on $date in earlier years', ({ date, around = 0 }) => {
    expectTruth([
      onThisDay(context, { timezone: zone, date, days_around: around, limit: 10 }),
      trueOnThisDay(historyOf(zone), { date, around, by: 'plays', limit: 10 }),
    ]);
  });

  it('is known to the play in a year in review beside the year before', () => {
    const history = historyOf(zone);
    const [window, previous] = [history.window(year(2012)), history.window(year(2011))];
    expectTruth([
      yearInReview(context, { timezone: zone, year: 2012, by: 'time', limit: 20 }),
      trueReview(window, previous, { by: 'time', limit: 20 }),
    ]);
  });

  describe.each(windows[zone])('from $from to $to', (dates) => {
    it.each(names)('is known to the play: %s', (name) => {
      for (const pair of analyses[name](asked(zone, dates))) expectTruth(pair);
    });
  });
});

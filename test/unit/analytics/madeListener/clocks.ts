/**
 * The six zones of the made listener as a table of their changes, written by hand from the rules of each country.
 * Nothing here asks Intl or src/core/analytics.
 */
const hour = 3_600_000;
const day = 24 * hour;

/** Clocks keep one distance to UTC from an instant on. */
interface Span {
  readonly start: number;
  readonly end: number;
  /** Minutes. */
  readonly offset: number;
}

interface ZoneTable {
  /** Minutes, before the first change. */
  readonly offset: number;
  /** UTC instants, each with the minutes from there on. */
  readonly changes: readonly (readonly [string, number])[];
}

/** The same two changes each year, at dates written as `MM-DD`. */
function yearly(
  dates: Readonly<Record<number, readonly [string, string]>>,
  [firstTime, firstOffset]: readonly [string, number],
  [secondTime, secondOffset]: readonly [string, number],
): [string, number][] {
  return Object.entries(dates).flatMap(([year, [first, second]]): [string, number][] => [
    [`${year}-${first}T${firstTime}Z`, firstOffset],
    [`${year}-${second}T${secondTime}Z`, secondOffset],
  ]);
}

const tables = {
  UTC: { offset: 0, changes: [] },
  'Asia/Kolkata': { offset: 330, changes: [] },
  'Asia/Kathmandu': { offset: 345, changes: [] },
  // The second Sunday of March and the first of November, at two o'clock.
  'America/New_York': {
    offset: -300,
    changes: yearly(
      {
        2010: ['03-14', '11-07'],
        2011: ['03-13', '11-06'],
        2012: ['03-11', '11-04'],
        2013: ['03-10', '11-03'],
        2014: ['03-09', '11-02'],
        2015: ['03-08', '11-01'],
        2016: ['03-13', '11-06'],
        2017: ['03-12', '11-05'],
        2018: ['03-11', '11-04'],
        2019: ['03-10', '11-03'],
        2020: ['03-08', '11-01'],
        2021: ['03-14', '11-07'],
        2022: ['03-13', '11-06'],
      },
      ['07:00', -240],
      ['06:00', -300],
    ),
  },
  // By half an hour, the first Sundays of April and October at two o'clock: Saturday in UTC.
  'Australia/Lord_Howe': {
    offset: 660,
    changes: yearly(
      {
        2010: ['04-03', '10-02'],
        2011: ['04-02', '10-01'],
        2012: ['03-31', '10-06'],
        2013: ['04-06', '10-05'],
        2014: ['04-05', '10-04'],
        2015: ['04-04', '10-03'],
        2016: ['04-02', '10-01'],
        2017: ['04-01', '09-30'],
        2018: ['03-31', '10-06'],
        2019: ['04-06', '10-05'],
        2020: ['04-04', '10-03'],
        2021: ['04-03', '10-02'],
        2022: ['04-02', '10-01'],
      },
      ['15:00', 630],
      ['15:30', 660],
    ),
  },
  // Summer time from September 2010 to April 2021, and over the date line at the end of 29 December 2011.
  'Pacific/Apia': {
    offset: -660,
    changes: [
      ['2010-09-26T11:00Z', -600],
      ['2011-04-02T14:00Z', -660],
      ['2011-09-24T14:00Z', -600],
      ['2011-12-30T10:00Z', 840],
      ...yearly(
        {
          2012: ['03-31', '09-29'],
          2013: ['04-06', '09-28'],
          2014: ['04-05', '09-27'],
          2015: ['04-04', '09-26'],
          2016: ['04-02', '09-24'],
          2017: ['04-01', '09-23'],
          2018: ['03-31', '09-29'],
          2019: ['04-06', '09-28'],
          2020: ['04-04', '09-26'],
        },
        ['14:00', 780],
        ['14:00', 840],
      ),
      ['2021-04-03T14:00Z', 780],
    ],
  },
} as const satisfies Record<string, ZoneTable>;

export type ZoneName = keyof typeof tables;
export const zoneNames = Object.keys(tables) as ZoneName[];

/** The table holds from 2010 to 2022. */
export class Clock {
  readonly zone: ZoneName;
  readonly spans: readonly Span[];
  private readonly midnights = new Map<string, number>();

  constructor(zone: ZoneName) {
    this.zone = zone;
    const { offset, changes }: ZoneTable = tables[zone];
    const starts = [-Infinity, ...changes.map(([at]) => Date.parse(at))];
    this.spans = starts.map((start, k) => ({
      start,
      end: starts[k + 1] ?? Infinity,
      offset: k === 0 ? offset : changes[k - 1]![1],
    }));
  }

  /** Instants at which it changes. */
  get changes(): number[] {
    return this.spans.slice(1).map(({ start }) => start);
  }

  spanAt(instant: number): Span {
    return this.spans.find(({ end }) => instant < end)!;
  }

  /** Days since 1970-01-01 of the local calendar. */
  dayAt(instant: number): number {
    return Math.floor((instant + this.spanAt(instant).offset * 60_000) / day);
  }

  dateAt(instant: number): string {
    return dateOf(this.dayAt(instant));
  }

  /** Hours since 1970-01-01 of the local calendar, of instants in ascending order. */
  hoursAt(instants: readonly number[]): Int32Array {
    let at = 0;
    return Int32Array.from(instants, (instant) => {
      while (instant >= this.spans[at]!.end) at++;
      return Math.floor((instant + this.spans[at]!.offset * 60_000) / hour);
    });
  }

  /** The first instant at which the clock shows this date or a later one. */
  midnight(date: string): number {
    let instant = this.midnights.get(date);
    if (instant === undefined) this.midnights.set(date, (instant = this.findMidnight(date)));
    return instant;
  }

  private findMidnight(date: string): number {
    for (const { start, end, offset } of this.spans) {
      const instant = Date.parse(`${date}T00:00Z`) - offset * 60_000;
      if (instant < end) return Math.max(start, instant);
    }
    throw new Error('The last span has no end.');
  }

  /** Whether the calendar has a date. */
  has(date: string): boolean {
    return this.dateAt(this.midnight(date)) === date;
  }

  iso(instant: number): string {
    const { offset } = this.spanAt(instant);
    const text = new Date(instant + offset * 60_000).toISOString().replace(/(\.000)?Z$/, '');
    const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`);
    const size = Math.abs(offset);
    return `${text}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  }
}

export const clocks: ReadonlyMap<ZoneName, Clock> = new Map(zoneNames.map((zone) => [zone, new Clock(zone)]));

const dates = new Map<number, string>();

/** A day since 1970-01-01 as 2012-02-29. */
export function dateOf(since1970: number): string {
  let date = dates.get(since1970);
  if (date === undefined) {
    dates.set(since1970, (date = new Date(since1970 * day).toISOString().slice(0, 10)));
  }
  return date;
}

import { describe, expect, it } from 'vitest';
import { formatInstant } from '../../../src/core/analytics/format.ts';
import { dayMs, hourMs, TimeZone, ZoneCache } from '../../../src/core/analytics/timeZone.ts';
import { InputError } from '../../../src/core/errors.ts';

const at = (iso: string): number => Date.parse(iso);
const dayNumber = (date: string): number => Date.parse(date) / dayMs;
/** First instant of a local day, written in UTC. */
const startOf = (zone: string, date: string): string =>
  new Date(new TimeZone(zone).startOfDay(dayNumber(date))).toISOString();
const hoursOf = (zone: string, date: string): number => {
  const z = new TimeZone(zone);
  return (z.startOfDay(dayNumber(date) + 1) - z.startOfDay(dayNumber(date))) / hourMs;
};

describe('offset of an instant', () => {
  it.each([
    ['UTC', '2025-07-01T00:00:00Z', '2025-07-01T00:00:00+00:00'],
    ['Asia/Kolkata', '2025-07-01T00:00:00Z', '2025-07-01T05:30:00+05:30'],
    ['Asia/Kathmandu', '2025-07-01T00:00:00Z', '2025-07-01T05:45:00+05:45'],
    ['America/New_York', '2025-03-09T06:59:59Z', '2025-03-09T01:59:59-05:00'],
    ['America/New_York', '2025-03-09T07:00:00Z', '2025-03-09T03:00:00-04:00'],
    ['America/New_York', '2025-11-02T05:59:59Z', '2025-11-02T01:59:59-04:00'],
    ['America/New_York', '2025-11-02T06:00:00Z', '2025-11-02T01:00:00-05:00'],
    // Lord Howe moves by half an hour, in the middle of a UTC hour in October.
    ['Australia/Lord_Howe', '2024-10-05T15:29:59Z', '2024-10-06T01:59:59+10:30'],
    ['Australia/Lord_Howe', '2024-10-05T15:30:00Z', '2024-10-06T02:30:00+11:00'],
    ['Australia/Lord_Howe', '2025-04-05T14:59:59Z', '2025-04-06T01:59:59+11:00'],
    ['Australia/Lord_Howe', '2025-04-05T15:00:00Z', '2025-04-06T01:30:00+10:30'],
    // Samoa went from one side of the date line to the other.
    ['Pacific/Apia', '2011-12-30T09:59:59Z', '2011-12-29T23:59:59-10:00'],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31T00:00:00+14:00'],
    ['Europe/London', '2025-01-01T00:00:00.250Z', '2025-01-01T00:00:00.250+00:00'],
  ])('%s at %s is %s', (zone, instant, local) => {
    expect(formatInstant(at(instant), new TimeZone(zone))).toBe(local);
  });

  it('is the nearest known one outside the years whose rules are read', () => {
    const berlin = new TimeZone('Europe/Berlin');
    expect(formatInstant(at('0001-06-01T00:00:00Z'), berlin)).toBe('0001-06-01T01:00:00+01:00');
    expect(formatInstant(at('9998-06-01T00:00:00Z'), berlin)).toBe('9998-06-01T01:00:00+01:00');
  });
});

describe('length of a local day', () => {
  it.each([
    ['America/New_York', '2025-03-09', 23],
    ['America/New_York', '2025-11-02', 25],
    ['Europe/Berlin', '2025-03-30', 23],
    ['Europe/Berlin', '2025-10-26', 25],
    ['Australia/Lord_Howe', '2024-10-06', 23.5],
    ['Australia/Lord_Howe', '2025-04-06', 24.5],
    ['Asia/Kolkata', '2025-03-30', 24],
    ['Pacific/Apia', '2011-12-29', 24],
    ['Pacific/Apia', '2011-12-30', 0],
  ])('%s on %s: %d hours', (zone, date, hours) => {
    expect(hoursOf(zone, date)).toBe(hours);
  });
});

describe('start of a local day', () => {
  it('is the jump of the clocks where midnight does not exist', () => {
    // Sao Paulo, 4 November 2018: after 23:59:59 came 01:00:00.
    expect(startOf('America/Sao_Paulo', '2018-11-04')).toBe('2018-11-04T03:00:00.000Z');
  });

  it('is the only midnight where the clocks were set back to the day before', () => {
    // Sao Paulo, 18 February 2018: at midnight it was 23:00 again.
    expect(startOf('America/Sao_Paulo', '2018-02-18')).toBe('2018-02-18T03:00:00.000Z');
    expect(hoursOf('America/Sao_Paulo', '2018-02-17')).toBe(25);
  });

  it('is the first of two midnights', () => {
    // Havana, 2 November 2025: at 01:00 it was midnight again.
    expect(startOf('America/Havana', '2025-11-02')).toBe('2025-11-02T04:00:00.000Z');
  });

  it('is the start of the next day for a day that does not exist', () => {
    expect(startOf('Pacific/Apia', '2011-12-30')).toBe('2011-12-30T10:00:00.000Z');
    expect(startOf('Pacific/Apia', '2011-12-31')).toBe('2011-12-30T10:00:00.000Z');
  });
});

describe('a local time as an instant', () => {
  const newYork = new TimeZone('America/New_York');
  const read = (local: string): string => new Date(newYork.instantOf(at(`${local}Z`))).toISOString();

  it('is the earlier one of a time that comes twice', () => {
    expect(read('2025-11-02T01:30:00')).toBe('2025-11-02T05:30:00.000Z');
  });

  it('moves on by the jump where the clocks jump over it', () => {
    expect(read('2025-03-09T02:30:00')).toBe('2025-03-09T07:30:00.000Z');
  });
});

describe('days that the calendar left out', () => {
  it('are counted where the window contains them', () => {
    const apia = new TimeZone('Pacific/Apia');
    expect(apia.daysLeftOut(at('2011-12-01T00:00:00Z'), at('2012-01-10T00:00:00Z'))).toBe(1);
    expect(apia.daysLeftOut(at('2012-01-01T00:00:00Z'), at('2013-01-01T00:00:00Z'))).toBe(0);
    expect(
      new TimeZone('Europe/Berlin').daysLeftOut(at('1990-01-01T00:00:00Z'), at('2030-01-01T00:00:00Z')),
    ).toBe(0);
  });
});

describe('names of zones', () => {
  it.each(['Mars/Olympus', '', '+05:30', 'Berlin'])('refuses %j with an example', (name) => {
    const refuse = (): unknown => new ZoneCache().get(name);
    expect(refuse).toThrow(InputError);
    expect(refuse).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('Europe/Berlin') as string }),
    );
  });

  it('keeps the name that was asked for, in its usual spelling', () => {
    const zones = new ZoneCache();
    expect(zones.get('europe/berlin').name).toBe('Europe/Berlin');
    // Platforms call this one Asia/Calcutta.
    expect(zones.get('Asia/Kolkata').name).toBe('Asia/Kolkata');
  });

  it('reads a zone once and forgets the one not used for longest', () => {
    const zones = new ZoneCache(2);
    const utc = zones.get('UTC');
    const berlin = zones.get('Europe/Berlin');
    expect(zones.get('UTC')).toBe(utc);
    zones.get('Asia/Tokyo');
    expect(zones.get('UTC')).toBe(utc);
    expect(zones.get('Europe/Berlin')).not.toBe(berlin);
  });
});

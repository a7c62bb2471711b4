import { afterEach, describe, expect, it } from 'vitest';
import {
  dayWords,
  lastDayWords,
  minuteWords,
  monthWords,
  weekdayWords,
  withReadableInstants,
} from '../../webview/ui/dates.ts';
import { levelOf, levelRange } from '../../webview/charts/week.ts';
import { setLanguage } from '../../webview/l10n.ts';
import { changeWords, countWords, hourWords, percentWords, ratioWords } from '../../webview/ui/words.ts';

describe('numbers', () => {
  it.each([
    [0.42, '0.42'],
    [41.46, '41.5'],
    [1290.6, '1,291'],
  ])('%f hours are %s', (hours, words) => {
    expect(hourWords(hours)).toBe(words);
  });

  it('say how they changed, with a sign', () => {
    expect([changeWords(12), changeWords(-1200), changeWords(0), changeWords(-0.04, 1)]).toEqual([
      '+12',
      '−1,200',
      '±0',
      '±0',
    ]);
  });

  it('are rounded for reading', () => {
    expect([percentWords(0.1204), ratioWords(3), ratioWords(5.3196)]).toEqual(['12.0%', '3', '5.32']);
  });
});

describe('instants', () => {
  it('are read in their own offset', () => {
    expect(dayWords('2026-08-23T23:30:00-07:00')).toBe('23 Aug 2026');
    expect(minuteWords('2026-08-23T23:30:00-07:00')).toBe('23 Aug 2026, 23:30');
  });

  it('name the last day before an exclusive end', () => {
    expect(lastDayWords('2026-03-01T00:00:00+01:00')).toBe('28 Feb 2026');
    expect(lastDayWords('2026-03-01T12:00:00+01:00')).toBe('1 Mar 2026');
  });

  it('stay as they are where they cannot be read', () => {
    expect([dayWords('soon'), minuteWords('2026-13-01')]).toEqual(['soon', '2026-13-01']);
  });

  it('are put into words inside a sentence', () => {
    expect(
      withReadableInstants('It ends at 2026-11-18T22:40:00.123+01:00, or at 2026-11-18T21:40:00Z.'),
    ).toBe('It ends at 18 Nov 2026, 22:40, or at 18 Nov 2026, 21:40.');
  });
});

describe('another language', () => {
  afterEach(() => {
    setLanguage('en', {});
  });

  it('has its own numbers and dates, from the moment on that it is chosen', () => {
    expect(countWords(4793)).toBe('4,793');
    setLanguage('de', {});
    expect([countWords(4793), hourWords(41.46), percentWords(0.1204)]).toEqual([
      '4.793',
      '41,5',
      '12,0\u00a0%',
    ]);
    expect(minuteWords('2026-08-23T23:30:00-07:00')).toBe('23. Aug. 2026, 23:30');
    expect(monthWords('2026-03')).toBe('März 2026');
    expect(weekdayWords('long')[0]).toBe('Montag');
  });

  it('falls back to English where it is none', () => {
    setLanguage('not a language', {});
    expect([countWords(4793), weekdayWords('short')[6]]).toEqual(['4,793', 'Sun']);
  });
});

describe('shades of the week', () => {
  it('leave the empty hours out and end with the busiest', () => {
    expect([0, 1, 9, 10, 49].map((plays) => levelOf(plays, 49))).toEqual([0, 1, 1, 2, 5]);
  });

  it('are explained without overlap, also where there are fewer plays than shades', () => {
    expect([1, 2, 3, 4, 5].map((level) => levelRange(level, 49))).toEqual([
      '1–9',
      '10–19',
      '20–29',
      '30–39',
      '40–49',
    ]);
    expect([1, 2, 3, 4, 5].map((level) => levelRange(level, 2))).toEqual([
      undefined,
      undefined,
      '1',
      undefined,
      '2',
    ]);
  });
});

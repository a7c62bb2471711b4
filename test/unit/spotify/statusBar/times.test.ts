import { describe, expect, it } from 'vitest';
import { localTime, playTime } from '../../../../src/core/spotify/statusBar/times.ts';

describe('playTime', () => {
  it.each([
    [-5, '0:00'],
    [0, '0:00'],
    [59_999, '0:59'],
    [187_000, '3:07'],
    [3_599_000, '59:59'],
    [3_723_000, '1:02:03'],
  ])('%i ms is %s', (ms, text) => {
    expect(playTime(ms)).toBe(text);
  });
});

describe('localTime', () => {
  const now = Date.UTC(2026, 10, 21, 20);
  it.each([
    ['today', Date.UTC(2026, 10, 21, 22, 5), '23:05'],
    ['after midnight there', Date.UTC(2026, 10, 21, 23, 5), 'tomorrow, 00:05'],
    ['tomorrow evening', Date.UTC(2026, 10, 22, 19), 'tomorrow, 20:00'],
    ['with seconds', Date.UTC(2026, 10, 21, 22, 4, 1), '23:05'],
    ['later', Date.UTC(2026, 10, 23, 19), '23 Nov, 20:00'],
  ])('%s in Berlin', (_, instant, text) => {
    expect(localTime(instant, now, 'Europe/Berlin')).toBe(text);
  });

  it('knows the day in every zone', () => {
    expect(localTime(Date.UTC(2026, 10, 21, 22, 5), now, 'Asia/Tokyo')).toBe('07:05');
  });

  it('knows tomorrow on a day of 25 hours', () => {
    const night = Date.UTC(2026, 9, 24, 22); // midnight at the beginning of 25 October, Berlin
    expect(localTime(night + 24.5 * 3_600_000, night, 'Europe/Berlin')).toBe('23:30');
    expect(localTime(night + 25.5 * 3_600_000, night, 'Europe/Berlin')).toBe('tomorrow, 00:30');
  });
});

import { describe, expect, it } from 'vitest';
import { heatmap } from '../../../src/core/analytics/heatmap.ts';
import { InputError } from '../../../src/core/errors.ts';
import type { WindowParams } from '../../../src/protocol/history/window.ts';
import type { ListenFixture } from '../../fixtures/playColumns.ts';
import { contextOf, listen } from './context.ts';

const berlin = 'Europe/Berlin';
const history = [listen('2025-01-10T12:00:00Z'), listen('2025-06-15T11:00:00Z')];
const ask = (params: WindowParams, now = '2025-06-15T12:00:00Z', listens = history) =>
  heatmap(contextOf(listens, now), params);
const spanOf = (params: WindowParams, now?: string): [string, string] => {
  const { window_start, window_end } = ask(params, now);
  return [window_start, window_end];
};

describe('the window of a question', () => {
  it('is the last 90 local days, today included, if nothing is said', () => {
    expect(spanOf({ timezone: berlin })).toEqual(['2025-03-18T00:00:00+01:00', '2025-06-16T00:00:00+02:00']);
  });

  it('counts days by the calendar of the zone, not by 24 hours', () => {
    // 01:30 in Berlin is still the day before in UTC; the night before had 23 hours.
    const now = '2025-03-30T23:30:00Z';
    expect(spanOf({ days: 2, timezone: berlin }, now)).toEqual([
      '2025-03-30T00:00:00+01:00',
      '2025-04-01T00:00:00+02:00',
    ]);
    expect(spanOf({ days: 2, timezone: 'UTC' }, now)).toEqual([
      '2025-03-29T00:00:00+00:00',
      '2025-03-31T00:00:00+00:00',
    ]);
  });

  it('ends with to, where days come with to', () => {
    expect(spanOf({ days: 7, to: '2025-05-01' })).toEqual([
      '2025-04-24T00:00:00+00:00',
      '2025-05-01T00:00:00+00:00',
    ]);
  });

  it('goes from from to the end of today', () => {
    expect(spanOf({ from: '2025-06-01', timezone: berlin })).toEqual([
      '2025-06-01T00:00:00+02:00',
      '2025-06-16T00:00:00+02:00',
    ]);
  });

  it('goes from the first listen to to', () => {
    expect(spanOf({ to: '2025-02-01' })).toEqual(['2025-01-10T12:00:00+00:00', '2025-02-01T00:00:00+00:00']);
  });

  it('is one day where to lies before the first listen', () => {
    expect(spanOf({ to: '2024-02-01' })).toEqual(['2024-01-31T00:00:00+00:00', '2024-02-01T00:00:00+00:00']);
  });

  it.each([
    ['2025-05-01T10:00:00Z', '2025-05-01T12:00:00+02:00'],
    ['2025-05-01T10:00Z', '2025-05-01T12:00:00+02:00'],
    ['2025-05-01T10:00:00.5Z', '2025-05-01T12:00:00.500+02:00'],
    ['2025-05-01T10:00:00-04:00', '2025-05-01T16:00:00+02:00'],
    ['2025-05-01T10:00:00+0530', '2025-05-01T06:30:00+02:00'],
    ['2025-05-01T10:00:00', '2025-05-01T10:00:00+02:00'],
    ['2025-05-01', '2025-05-01T00:00:00+02:00'],
  ])('reads %s in Berlin as %s', (from, start) => {
    expect(spanOf({ from, timezone: berlin })[0]).toBe(start);
  });

  it('starts at the jump of the clocks on a day without a midnight', () => {
    const start = spanOf({ from: '2018-11-04', timezone: 'America/Sao_Paulo' })[0];
    expect(start).toBe('2018-11-04T01:00:00-02:00');
  });

  it('takes dates far outside of any history', () => {
    expect(ask({ from: '0001-01-01', to: '9999-12-31' }).plays).toBe(2);
  });

  it.each<[string, WindowParams]>([
    ['days with from', { days: 3, from: '2025-01-01' }],
    ['from = to', { from: '2025-01-01', to: '2025-01-01' }],
    ['from after to', { from: '2025-02-01', to: '2025-01-01' }],
    ['from in the future', { from: '2026-01-01' }],
    ['30 February', { from: '2025-02-30' }],
    ['29 February of a common year', { to: '2025-02-29' }],
    ['month 13', { from: '2025-13-01' }],
    ['hour 24', { from: '2025-01-01T24:00:00Z' }],
    ['minute 60', { from: '2025-01-01T10:60:00Z' }],
    ['no time after T', { from: '2025-01-01T' }],
    ['words', { from: '2025-01-01Tea' }],
    ['an unknown zone', { timezone: 'Europe/Atlantis' }],
  ])('refuses %s and says what to do', (_what, params) => {
    expect(() => ask(params)).toThrow(InputError);
    expect(() => ask(params)).toThrow(expect.objectContaining({ hint: expect.any(String) as string }));
  });
});

describe('what is in the window', () => {
  const edge = [
    listen('2025-05-01T00:00:00Z'),
    listen('2025-05-01T23:59:59Z'),
    listen('2025-05-02T00:00:00Z'),
  ];

  it('includes its start and excludes its end', () => {
    expect(ask({ from: '2025-05-01', to: '2025-05-02' }, undefined, edge).plays).toBe(2);
    expect(ask({ from: '2025-05-02', to: '2025-05-03' }, undefined, edge).plays).toBe(1);
  });

  const of = (msPlayed: number, more: Partial<ListenFixture> = {}): ListenFixture => ({
    ...listen('2025-06-15T10:00:00Z'),
    msPlayed,
    ...more,
  });
  const count = (params: WindowParams, ...listens: ListenFixture[]): number =>
    ask(params, undefined, listens).plays;

  it('counts from 30,000 ms on, not 29,999', () => {
    expect(count({}, of(29_999))).toBe(0);
    expect(count({}, of(30_000))).toBe(1);
    expect(count({ min_seconds: 31 }, of(30_999), of(31_000))).toBe(1);
  });

  it('counts listens of 0 ms and of unknown length with min_seconds 0 only', () => {
    expect(count({ min_seconds: 0 }, of(0), of(-1))).toBe(2);
    expect(count({ min_seconds: 1 }, of(0), of(-1), of(1000))).toBe(1);
  });

  it('takes the default length from the setting', () => {
    const context = contextOf([of(10_000)], '2025-06-15T12:00:00Z', { minSeconds: 10 });
    expect(heatmap(context, {}).plays).toBe(1);
  });

  it('leaves podcasts, audiobooks and videos out unless asked', () => {
    const listens = [of(60_000), of(60_000, { kind: 'podcast' }), of(60_000, { kind: 'video' })];
    expect(count({}, ...listens)).toBe(1);
    expect(count({ kind: 'podcast' }, ...listens)).toBe(1);
    expect(count({ kind: 'all' }, ...listens)).toBe(3);
  });

  it('says which rule it used', () => {
    expect(ask({}).play_rule).toMatchInlineSnapshot(
      `"A listen of kind music counts as a play when 30 seconds or more were heard; a play belongs to the day and hour in which it ended."`,
    );
    expect(ask({ kind: 'all', min_seconds: 0 }).play_rule).toMatchInlineSnapshot(
      `"Every listen of any kind (music, podcast, audiobook, video) counts as a play, however short; a play belongs to the day and hour in which it ended."`,
    );
  });
});

describe('the note', () => {
  it('is absent where there is nothing to say', () => {
    expect(ask({})).not.toHaveProperty('note');
  });

  it('says where the history is, if the window has none of it', () => {
    expect(ask({ from: '2025-03-01', to: '2025-04-01' }).note).toMatchInlineSnapshot(
      `"No plays in this window. The history reaches from 2025-01-10 to 2025-06-15: pass from=2025-01-10 and to=2025-06-16."`,
    );
  });

  it('says how to count what the rule leaves out', () => {
    const short = [{ ...listen('2025-06-15T10:00:00Z'), msPlayed: 1000 }];
    expect(ask({}, undefined, short).note).toMatchInlineSnapshot(
      `"No plays in this window, but 1 listen of another kind or length: pass kind=all or min_seconds=0. The history reaches from 2025-06-15 to 2025-06-15."`,
    );
    expect(ask({ kind: 'all' }, undefined, short).note).toMatchInlineSnapshot(
      `"No plays in this window, but 1 listen of another kind or length: pass min_seconds=0. The history reaches from 2025-06-15 to 2025-06-15."`,
    );
  });

  it('says that the history ends before the window does', () => {
    expect(ask({}, '2025-06-20T12:00:00Z').note).toMatchInlineSnapshot(
      `"The history ends at 2025-06-15T11:00:00+00:00; nothing is known of the time after it."`,
    );
  });

  it('does not call a day a hole', () => {
    expect(ask({}, '2025-06-16T11:00:00Z')).not.toHaveProperty('note');
    expect(ask({}, '2025-06-16T11:00:01Z')).toHaveProperty('note');
  });
});

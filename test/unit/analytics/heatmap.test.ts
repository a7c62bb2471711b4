import { describe, expect, it } from 'vitest';
import { heatmap } from '../../../src/core/analytics/heatmap.ts';
import type { HeatmapResult } from '../../../src/protocol/history/heatmap.ts';
import { contextOf, listen } from './context.ts';

/** Cells with plays or minutes as [weekday from Monday, hour, plays, minutes]. */
const cells = ({ heatmap: { plays, minutes } }: HeatmapResult): number[][] =>
  plays.flatMap((day, weekday) =>
    day.flatMap((count, hour) => {
      const heard = minutes[weekday]![hour]!;
      return count > 0 || heard > 0 ? [[weekday, hour, count, heard]] : [];
    }),
  );
/** Listens of some minutes each, heard until then. */
const hearing = (zone: string, day: string, ...listens: [minutes: number, end: string][]): HeatmapResult =>
  heatmap(
    contextOf(
      listens.map(([minutes, end]) => ({ ...listen(end), msPlayed: minutes * 60_000 })),
      '2026-01-01T00:00:00Z',
    ),
    { from: day, timezone: zone },
  );
const ask = (timezone: string, from: string, to: string, ...ends: string[]): HeatmapResult =>
  heatmap(
    contextOf(
      ends.map((end) => listen(end)),
      '2026-01-01T00:00:00Z',
    ),
    { from, to, timezone },
  );

describe('heatmap', () => {
  it('puts a play where it ended and its minutes where they were heard', () => {
    const result = ask('UTC', '2025-06-16', '2025-06-17', '2025-06-16T10:01:00Z');
    expect(cells(result)).toEqual([
      [0, 9, 0, 2],
      [0, 10, 1, 1],
    ]);
    expect(result.busiest).toEqual({ weekday: 'Monday', hour: 10, plays: 1 });
  });

  it('forms hours and weekdays in the zone', () => {
    const end = '2025-06-15T22:35:00Z';
    expect(cells(ask('UTC', '2025-06-14', '2025-06-18', end))).toEqual([[6, 22, 1, 3]]);
    expect(cells(ask('Europe/Berlin', '2025-06-14', '2025-06-18', end))).toEqual([[0, 0, 1, 3]]);
    expect(cells(ask('Asia/Kathmandu', '2025-06-14', '2025-06-18', end))).toEqual([[0, 4, 1, 3]]);
    expect(cells(ask('Asia/Kolkata', '2025-06-14', '2025-06-18', end))).toEqual([[0, 4, 1, 3]]);
  });

  it('has an hour that stays empty in spring and one that is double in autumn', () => {
    const spring = ask(
      'America/New_York',
      '2025-03-09',
      '2025-03-10',
      '2025-03-09T06:59:00Z',
      '2025-03-09T07:01:00Z',
    );
    expect(cells(spring)).toEqual([
      [6, 1, 1, 5],
      [6, 3, 1, 1],
    ]);
    const autumn = ask(
      'America/New_York',
      '2025-11-02',
      '2025-11-03',
      '2025-11-02T05:30:00Z',
      '2025-11-02T06:30:00Z',
    );
    expect(cells(autumn)).toEqual([[6, 1, 2, 6]]);
  });

  it('follows a change of half an hour inside a UTC hour', () => {
    const ends = ['2024-10-05T15:29:00Z', '2024-10-05T15:31:00Z', '2024-10-05T16:01:00Z'];
    expect(cells(ask('Australia/Lord_Howe', '2024-10-06', '2024-10-07', ...ends))).toEqual([
      [6, 1, 1, 5],
      [6, 2, 1, 3],
      [6, 3, 1, 1],
    ]);
  });

  it('knows no Friday in the week in which Samoa had none', () => {
    const ends = ['2011-12-30T09:30:00Z', '2011-12-30T10:30:00Z'];
    expect(cells(ask('Pacific/Apia', '2011-12-26', '2012-01-02', ...ends))).toEqual([
      [3, 23, 1, 3],
      [5, 0, 1, 3],
    ]);
  });

  it('counts only the plays of an hour that the window cuts', () => {
    const ends = [10, 20, 40, 50].map((minute) => `2025-06-16T10:${minute}:00Z`);
    const result = ask('UTC', '2025-06-16T10:15:00Z', '2025-06-16T10:45:00Z', ...ends);
    expect(cells(result)).toEqual([[0, 10, 2, 6]]);
  });

  it('takes the minutes of its plays with it where the window cuts them', () => {
    const result = ask(
      'UTC',
      '2025-06-16T10:01:00Z',
      '2025-06-16T11:01:00Z',
      '2025-06-16T10:01:00Z',
      '2025-06-16T11:02:00Z',
    );
    expect(cells(result)).toEqual([
      [0, 9, 0, 2],
      [0, 10, 1, 1],
    ]);
  });

  it('fills the hours that a long listen went through', () => {
    expect(cells(hearing('UTC', '2025-06-16', [150, '2025-06-16T03:15:00Z']))).toEqual([
      [0, 0, 0, 15],
      [0, 1, 0, 60],
      [0, 2, 0, 60],
      [0, 3, 1, 15],
    ]);
  });

  it('has no more than 60 minutes in an hour, says what it left out, and leaves hours as they were logged', () => {
    const result = hearing('UTC', '2025-06-16', [50, '2025-06-16T10:55:00Z'], [40, '2025-06-16T10:59:00Z']);
    expect(cells(result)).toEqual([[0, 10, 2, 60]]);
    expect(result.hours).toBe(1.5);
    expect(result.note).toContain('leaves out 30 minutes');
    expect(hearing('UTC', '2025-06-16', [50, '2025-06-16T10:55:00Z']).note).not.toContain('leaves out');
  });

  it('limits each of two equal hours of different days, not their sum', () => {
    const result = hearing('UTC', '2025-06-09', [50, '2025-06-09T10:55:00Z'], [50, '2025-06-16T10:55:00Z']);
    expect(cells(result)).toEqual([[0, 10, 2, 100]]);
  });

  it('knows that an hour which the clock shows twice has twice the minutes', () => {
    const twice = hearing('America/New_York', '2025-11-02', [120, '2025-11-02T07:00:00Z']);
    expect(cells(twice)).toEqual([
      [6, 1, 0, 120],
      [6, 2, 1, 0],
    ]);
    expect(twice.note).not.toContain('leaves out');
    // Lord Howe's clock shows half an hour twice.
    const half = hearing(
      'Australia/Lord_Howe',
      '2024-04-07',
      [90, '2024-04-06T15:30:00Z'],
      [60, '2024-04-06T15:30:00Z'],
    );
    expect(cells(half)).toEqual([
      [6, 1, 0, 90],
      [6, 2, 2, 0],
    ]);
    expect(half.note).toContain('leaves out 60 minutes');
  });

  it('takes the end of a year for nothing special', () => {
    const result = hearing(
      'Asia/Kolkata',
      '2025-01-01',
      [30, '2025-01-01T00:15:00Z'],
      [40, '2025-01-01T00:20:00Z'],
    );
    expect(cells(result)).toEqual([[2, 5, 2, 60]]);
  });

  it('is all zeros, without a busiest hour, where nothing was played', () => {
    const result = ask('UTC', '2025-06-16', '2025-06-17', '2025-01-01T00:00:00Z');
    expect(cells(result)).toEqual([]);
    expect(result).not.toHaveProperty('busiest');
  });

  it('prefers the earliest of equally busy hours', () => {
    const result = ask('UTC', '2025-06-16', '2025-06-23', '2025-06-20T10:00:00Z', '2025-06-17T21:00:00Z');
    expect(result.busiest).toMatchObject({ weekday: 'Tuesday', hour: 21 });
  });
});

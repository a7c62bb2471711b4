import { describe, expect, it } from 'vitest';
import { tasteSummary } from '../../../src/core/analytics/tasteSummary.ts';
import { contextOf, listen } from './context.ts';

describe('tasteSummary', () => {
  const listens = [
    ...Array.from({ length: 12 }, (_, i) =>
      listen(`2025-06-14T10:${10 + i}:00Z`, `Song ${i}`, `Artist ${i}`),
    ),
    listen('2025-06-14T23:00:00Z', 'Song 3', 'Artist 3'),
  ];
  const context = contextOf(listens, '2025-06-15T12:00:00Z');

  it('tells totals and ten of each list', () => {
    const result = tasteSummary(context, {});
    expect(result).toMatchObject({ plays: 13, unique_tracks: 12, unique_artists: 12, hours: 0.65 });
    expect(result.top_artists).toHaveLength(10);
    expect(result.top_tracks).toHaveLength(10);
    expect(result.top_artists[0]).toEqual({ name: 'Artist 3', plays: 2, hours: 0.1, share: 0.1538 });
    expect(result.heatmap.plays[5]![10]).toBe(12);
    expect(result.coverage).toMatchObject({ days_with_plays: 1, days_in_window: 90 });
  });

  it('has exactly the fields that it promises', () => {
    expect(Object.keys(tasteSummary(context, {})).sort()).toMatchInlineSnapshot(`
      [
        "coverage",
        "heatmap",
        "hours",
        "play_rule",
        "plays",
        "repeat_stats",
        "timezone",
        "top_artists",
        "top_tracks",
        "unique_artists",
        "unique_tracks",
        "window_end",
        "window_start",
      ]
    `);
  });
});

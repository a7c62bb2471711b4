import type { TasteSummaryResult } from '../../src/protocol/history/tasteSummary.ts';

export const hostileName = '<img src=x onerror="document.title=1"><b>bold</b>';

const quiet = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
const plays = quiet.map((row, day) => row.map((_, hour) => (hour >= 18 && hour < 23 ? day + hour - 17 : 0)));

/** Ninety days with plays on most evenings. */
export const summary: TasteSummaryResult = {
  window_start: '2026-08-23T00:00:00+02:00',
  window_end: '2026-11-21T00:00:00+01:00',
  timezone: 'Europe/Berlin',
  play_rule: 'A listen of kind music counts as a play when 30 seconds or more were heard.',
  note: 'The history ends at 2026-11-18T22:40:00+01:00; nothing is known of the time after it.',
  plays: 4793,
  unique_tracks: 901,
  unique_artists: 214,
  hours: 291.2,
  top_artists: [
    { name: 'Tin Observatory', plays: 1204, hours: 70.31, share: 0.2512 },
    { name: hostileName, plays: 301, hours: 9.4, share: 0.0628 },
  ],
  top_tracks: [
    { name: 'Lighthouse Keeper', artists: ['Tin Observatory', hostileName], plays: 88, hours: 5.2 },
  ],
  repeat_stats: {
    repeat_rate: 5.3196,
    median_plays_per_track: 3,
    consecutive_repeats: 188,
    top_10_share: 0.1204,
  },
  heatmap: { plays, minutes: plays.map((row) => row.map((count) => count * 3.5)) },
  coverage: {
    first_play: '2026-08-23T08:12:00+02:00',
    last_play: '2026-11-18T22:40:00+01:00',
    days_with_plays: 84,
    days_in_window: 90,
    sources: [
      { source: 'extended', plays: 4000 },
      { source: 'account', plays: 793 },
    ],
    gaps: [
      { from: '2026-11-18T22:40:00+01:00', to: '2026-11-20T16:00:00+01:00', reason: 'after_last_listen' },
    ],
  },
};

/** A window in which nothing was heard. */
export const silentSummary: TasteSummaryResult = {
  ...summary,
  note: 'No plays in this window. The history reaches from 2019-01-01 to 2026-02-03: pass from=2019-01-01.',
  plays: 0,
  unique_tracks: 0,
  unique_artists: 0,
  hours: 0,
  top_artists: [],
  top_tracks: [],
  repeat_stats: { repeat_rate: 0, median_plays_per_track: 0, consecutive_repeats: 0, top_10_share: 0 },
  heatmap: { plays: quiet, minutes: quiet },
  coverage: { days_with_plays: 0, days_in_window: 90, sources: [], gaps: [] },
};

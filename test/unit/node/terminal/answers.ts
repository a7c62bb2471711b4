import type { CoverageResult } from '../../../../src/protocol/history/coverage.ts';
import type { HeatmapResult } from '../../../../src/protocol/history/heatmap.ts';
import type { ImportReport } from '../../../../src/protocol/history/importReport.ts';
import type { SearchPlaysResult } from '../../../../src/protocol/history/searchPlays.ts';
import type { TasteSummaryResult } from '../../../../src/protocol/history/tasteSummary.ts';
import type {
  TopAlbumsResult,
  TopArtistsResult,
  TopTracksResult,
} from '../../../../src/protocol/history/topLists.ts';

/** A name that would clear the screen, move the cursor and set the window's title. */
export const hostileName = 'Quiet\x1b[2J\x1b[H\x1b]0;gotcha\x07 Evil\u202e\nName\x9b31m';

const window = {
  window_start: '2026-08-23T00:00:00+02:00',
  window_end: '2026-11-21T00:00:00+01:00',
  timezone: 'Europe/Berlin',
  play_rule: 'music, 30 seconds or more heard',
};

/** Mornings and evenings of weekdays, long Saturdays. */
const plays = Array.from({ length: 7 }, (_, day) =>
  Array.from({ length: 24 }, (_, hour) => {
    if (day < 5) return hour === 7 || hour === 8 ? 9 - day : hour >= 19 && hour < 23 ? hour - 17 : 0;
    return hour >= 10 && hour <= 22 ? (day === 5 ? 4 + (hour % 9) : 2) : 0;
  }),
);
const heatmap = { plays, minutes: plays.map((day) => day.map((value) => value * 3.5)) };

export const heatmapAnswer: HeatmapResult = {
  ...window,
  plays: plays.flat().reduce((sum, value) => sum + value, 0),
  hours: 15.75,
  busiest: { weekday: 'Saturday', hour: 17, plays: 12 },
  heatmap,
};

const topArtists = [
  { name: 'Tin Observatory', plays: 1204, hours: 70.31, share: 0.2512 },
  { name: '夜行図書室', plays: 640, hours: 41.5, share: 0.1335 },
  { name: hostileName, plays: 320, hours: 9.4, share: 0.0668 },
  { name: 'Käthe 🪩 & the Family 👨‍👩‍👧', plays: 7, hours: 0.42, share: 0.0015 },
];
const topTracks = [
  { name: 'Lighthouse Keeper’s Overtime', artists: ['Tin Observatory'], plays: 88, hours: 5.2 },
  { name: '終電のあとで', artists: ['夜行図書室'], plays: 61, hours: 4.01 },
  {
    name: 'A Very Long Title That Nobody Would Ever Fit Into One Line (Live at the Harbour)',
    artists: ['Saltmarsh Union', 'Ada Quill'],
    plays: 44,
    hours: 3,
  },
];

export const topArtistsAnswer: TopArtistsResult = {
  ...window,
  by: 'plays',
  plays: 4793,
  total: 214,
  top_artists: topArtists,
};
export const topTracksAnswer: TopTracksResult = {
  ...window,
  by: 'time',
  plays: 4793,
  total: 3,
  top_tracks: topTracks,
};
export const topAlbumsAnswer: TopAlbumsResult = {
  ...window,
  by: 'plays',
  plays: 4793,
  total: 1,
  plays_without_album: 12,
  top_albums: [
    { name: 'Weather for Kettles', artists: ['Tin Observatory'], plays: 300, hours: 17, share: 0.0626 },
  ],
};

const coverage = {
  first_play: '2026-08-23T08:12:00+02:00',
  last_play: '2026-11-18T22:40:00+01:00',
  days_with_plays: 84,
  days_in_window: 90,
  sources: [
    { source: 'extended' as const, plays: 4000 },
    { source: 'account' as const, plays: 793 },
  ],
  gaps: [
    {
      from: '2026-10-04T08:00:00+02:00',
      to: '2026-10-04T19:00:00+02:00',
      reason: 'missed' as const,
    },
    {
      from: '2026-11-18T22:40:00+01:00',
      to: '2026-11-21T00:00:00+01:00',
      reason: 'after_last_listen' as const,
    },
  ],
};

export const coverageAnswer: CoverageResult = {
  ...window,
  ...coverage,
  plays: 4793,
  short_listens: 812,
  with_uri_share: 0.9916,
  with_time_share: 0.97,
  estimated_share: 0.02,
  history: {
    first_listen: '2025-11-20T07:01:00+01:00',
    last_listen: '2026-11-18T22:40:00+01:00',
    listens: 21456,
    superseded: 5310,
  },
  months: [
    { month: '2026-09', plays: 1610, hours: 92.4, sources: [{ source: 'extended', plays: 1610 }] },
    {
      month: '2026-10',
      plays: 1850,
      hours: 101.25,
      sources: [
        { source: 'extended', plays: 1600 },
        { source: 'account', plays: 250 },
      ],
    },
    { month: '2026-11', plays: 543, hours: 8.5, sources: [{ source: 'account', plays: 543 }] },
  ],
};

export const summaryAnswer: TasteSummaryResult = {
  ...window,
  note: 'The history ends on 2026-11-18.',
  plays: 4793,
  unique_tracks: 901,
  unique_artists: 214,
  hours: 291.2,
  top_artists: topArtists,
  top_tracks: topTracks,
  repeat_stats: {
    repeat_rate: 5.3196,
    median_plays_per_track: 3,
    consecutive_repeats: 188,
    top_10_share: 0.1204,
  },
  heatmap,
  coverage,
};

export const emptySummaryAnswer: TasteSummaryResult = {
  ...summaryAnswer,
  plays: 0,
  unique_tracks: 0,
  unique_artists: 0,
  hours: 0,
  top_artists: [],
  top_tracks: [],
  coverage: { days_with_plays: 0, days_in_window: 90, sources: [], gaps: [] },
};

export const foundPlaysAnswer: SearchPlaysResult = {
  ...window,
  total: 2,
  hours: 0.12,
  total_outside: 31,
  plays: [
    { played_at: '2026-11-18T22:40:12+01:00', name: '終電のあとで', artists: ['夜行図書室'], seconds: 236 },
    { played_at: '2026-11-02T07:58:00+01:00', name: hostileName, artists: ['Tin Observatory'] },
  ],
};

const nothingLeftOut = { already_known: 0, superseded: 0, left_out: {} };
export const importAnswer: ImportReport = {
  job_id: 3,
  status: 'partial',
  account: 'default',
  rows_read: 21500,
  stored: 16132,
  already_known: 20,
  superseded: 5310,
  left_out: { damaged: 1, no_time: 2, placeholder: 35 },
  first_played_at: '2025-11-20T06:01:00Z',
  last_played_at: '2026-11-18T21:40:00Z',
  seconds: 1.234,
  ignored_files: 4,
  names_resolved: 12,
  message:
    'Read 21,500 rows from 2 files, 2025-11-20 to 2026-11-18. 16,132 new listens stored. 38 rows left out: ' +
    '35 because Spotify put "Unknown" in place of the names; 2 because the row has no time, or one that cannot ' +
    'be read; 1 because a stretch of the file is not readable JSON. \x1b[2JNext: ask your agent.',
  files: [
    {
      ...nothingLeftOut,
      file: 'Spotify Extended Streaming History/Streaming_History_Audio_2025-2026_0.json',
      format: 'extended',
      rows_read: 16155,
      stored: 16132,
      already_known: 20,
      left_out: { damaged: 1, no_time: 2 },
      seconds: 0.9,
      error: 'The file ends in the middle of a row: \x1b[2Jit was cut off.',
    },
    {
      ...nothingLeftOut,
      file: 'C:\\Users\\me\\StreamingHistory_music_0.json',
      format: 'account',
      rows_read: 5345,
      stored: 0,
      superseded: 5310,
      left_out: { placeholder: 35 },
      seconds: 0.3,
    },
  ],
};

import type { Handlers } from '../../src/protocol/handlers.ts';
import type { ComparePeriodsResult } from '../../src/protocol/history/comparePeriods.ts';
import type { TimelineResult } from '../../src/protocol/history/insights/timeline.ts';
import type { YearInReviewResult } from '../../src/protocol/history/insights/yearInReview.ts';
import { hostileName, summary } from './summaries.ts';

/** What every answer of the ninety days says of itself. */
export const windowWords = {
  window_start: summary.window_start,
  window_end: summary.window_end,
  timezone: summary.timezone,
  play_rule: summary.play_rule,
};

export const compared: ComparePeriodsResult = {
  ...windowWords,
  note: 'The history ends at 2026-11-18T22:40:00+01:00; nothing is known of the time after it.',
  previous_start: '2026-05-25T00:00:00+02:00',
  previous_end: '2026-08-23T00:00:00+02:00',
  current: { plays: 4793, hours: 291.2, unique_tracks: 901, unique_artists: 214 },
  previous: { plays: 4000, hours: 300, unique_tracks: 901, unique_artists: 200 },
  change: { plays: 793, hours: -8.8, unique_tracks: 0, unique_artists: 14 },
  climbers: [],
  fallers: [],
  new_artists: [],
};

const topAnswer = { ...windowWords, by: 'plays' as const, plays: 4793, total: 214 };
const { gaps } = summary.coverage;

export const timeline: TimelineResult = {
  ...{ ...windowWords, bucket: 'day', by: 'plays', plays: 60, hours: 6, total: 3 },
  timeline: [
    { period: '2026-11-16', from: '2026-11-16', plays: 40, hours: 4, unique_tracks: 9, unique_artists: 3 },
    { period: '2026-11-17', from: '2026-11-17', plays: 20, hours: 2, unique_tracks: 9, unique_artists: 3 },
    {
      ...{
        period: '2026-11-18',
        from: '2026-11-18',
        plays: 0,
        hours: 0,
        unique_tracks: 0,
        unique_artists: 0,
      },
      incomplete: true,
    },
  ],
};

const spread = {
  ...{ unique: 900, top_10_share: 0.12, top_100_share: 0.5, top_500_share: 0.9, gini: 0.6, hhi: 0.01 },
  ...{ effective_number: 210.4, effective_number_hhi: 100, makes_half: 77 },
};
const hoursOfDay = Array.from({ length: 24 }, (_, hour) => hour);

export const review: YearInReviewResult = {
  ...windowWords,
  window_start: '2026-01-01T00:00:00+01:00',
  unlike_wrapped: 'Wrapped ends in the autumn; this does not.',
  ...{
    by: 'plays',
    plays: 20_100,
    hours: 1290.6,
    unique_tracks: 3000,
    unique_artists: 700,
    days_with_plays: 310,
  },
  top_artists: [
    { name: 'Tin Observatory', plays: 4000, hours: 200 },
    { name: hostileName, plays: 1000, hours: 50 },
  ],
  top_tracks: [{ name: 'Lighthouse Keeper', artists: ['Tin Observatory'], plays: 300, hours: 20 }],
  top_albums: [],
  ...{ top_10_share: 0.1, tracks_played_once: 900, new_artists: 120, new_tracks: 800 },
  highlights: [
    { what: 'busiest_day', from: '2026-03-03', plays: 140, hours: 9 },
    { what: 'longest_streak', from: '2026-02-01', to: '2026-03-12', days: 40, broken_by_gap: true },
    { what: 'top_weekday', name: 'Friday', plays: 4000 },
    {
      what: 'first_play',
      name: 'Lighthouse Keeper',
      artists: ['Tin Observatory'],
      from: '2026-01-01T00:03:00+01:00',
    },
  ],
  per: 'month',
  periods: [
    { period: '2026-01', plays: 1800, hours: 100 },
    { period: '2026-02', plays: 2400, hours: 130 },
  ],
  clock: hoursOfDay,
  previous_start: '2025-01-01T00:00:00+01:00',
  previous_end: '2026-01-01T00:00:00+01:00',
  ...{ previous_plays: 18_000, previous_hours: 1100 },
  climbers: [{ name: 'Tin Observatory', plays: 4000, previous_plays: 12 }],
};

/** A history that has an answer to everything. */
export const answers = {
  'app.status': () => ({
    ...{ version: '0', schema_version: 1, database_bytes: 0, journal_bytes: 0, damage: [] },
    accounts: [
      { account: 'anna', listens: 5000 },
      { account: 'ben', listens: 12 },
    ],
  }),
  'accounts.list': () => ({ accounts: [], has_client_id: true, closed: [] }),
  'history.comparePeriods': () => compared,
  'history.tasteSummary': () => summary,
  'history.coverage': () => ({
    ...windowWords,
    ...summary.coverage,
    gaps,
    ...{ plays: 4793, short_listens: 41, with_uri_share: 1, with_time_share: 1, estimated_share: 0 },
    history: {
      first_listen: '2024-05-01T10:00:00+02:00',
      last_listen: '2026-11-18T22:40:00+01:00',
      listens: 5000,
      superseded: 0,
    },
    months: [],
  }),
  'history.timeline': () => timeline,
  'history.topArtists': ({ limit }) => ({
    ...topAnswer,
    // The period before is asked for by its first hundred: there the order was another one.
    top_artists: limit === 100 ? summary.top_artists.toReversed() : summary.top_artists,
  }),
  'history.topTracks': () => ({ ...topAnswer, top_tracks: summary.top_tracks }),
  'history.topAlbums': () => ({ ...topAnswer, plays_without_album: 0, top_albums: [] }),
  'history.heatmap': () => ({ ...windowWords, plays: 4793, hours: 291.2, heatmap: summary.heatmap }),
  'history.repeatRate': () => ({
    ...windowWords,
    ...{ plays: 4793, unique_tracks: 901, known_before_share: 0.8 },
    ...summary.repeat_stats,
  }),
  'history.concentration': () => ({
    ...windowWords,
    ...{ by: 'plays' as const, plays: 4793, tracks: spread, artists: spread, eddington: 40 },
  }),
  'history.discoveries': () => ({
    ...windowWords,
    ...{
      discovery_rule: 'New is what was never heard before.',
      burn_in_days: 90,
      counted_from: windowWords.window_start,
    },
    ...{ plays: 4793, new_artists: 20, new_tracks: 100, discovery_rate: 0.1, new_artists_share: 0.2 },
    per: 'month' as const,
    periods: [
      { period: '2026-09', plays: 100, new_artists: 4, new_tracks: 10, discovery_rate: 0.1 },
      { period: '2026-10', plays: 100, new_artists: 16, new_tracks: 90, discovery_rate: 0.1 },
    ],
    top_artists: [
      {
        name: 'New Band',
        plays: 30,
        hours: 2,
        first_play: '2026-09-03T10:00:00+02:00',
        plays_first_7_days: 9,
      },
    ],
    ...{ top_tracks: [], fastest_artists: [], fastest_tracks: [] },
  }),
  'history.forgottenFavourites': () => ({
    ...windowWords,
    ...{ mode: 'forgotten' as const, of: 'tracks' as const, by: 'plays' as const, total: 1 },
    favourite_rule: 'Ten plays or more, and none for 180 days.',
    favourites: [
      {
        ...{ name: 'Old Song', artists: ['Old Band'], plays: 44, hours: 3, silent_days: 400 },
        first_play: '2024-05-02T10:00:00+02:00',
        last_play: '2025-10-01T10:00:00+02:00',
        peak_month: { month: '2024-06', plays: 20 },
      },
    ],
  }),
  'history.skips': () => ({
    ...windowWords,
    ...{
      skip_rule: 'A skip is what the source calls one.',
      listens: 5000,
      known: 4000,
      skipped: 400,
      skip_share: 0.1,
    },
    ...{ eras: [], by_reason: [], by_shuffle: {} },
    by_hour: { listens: hoursOfDay, skip_share: hoursOfDay.map((hour) => hour / 100) },
    most_skipped_tracks: [{ name: hostileName, artists: ['X'], listens: 20, skip_share: 0.9 }],
    ...{ least_skipped_tracks: [], most_skipped_artists: [], least_skipped_artists: [] },
  }),
  'history.sessions': () => ({
    ...windowWords,
    ...{ session_rule: 'A session ends with 30 minutes of silence.', sessions: 12, plays: 100, hours: 8 },
    ...{ by_weekday: [1, 2, 3, 4, 5, 6, 7], by_hour: hoursOfDay, median_minutes: 41.4 },
    longest: [
      {
        ...{
          started_at: '2026-11-01T10:00:00+01:00',
          ended_at: '2026-11-01T15:00:00+01:00',
          minutes: 300,
          plays: 70,
        },
        first_track: { name: 'Lighthouse Keeper', artists: ['Tin Observatory'] },
        broken_by_gap: true,
      },
    ],
  }),
  'history.streaks': () => ({
    ...windowWords,
    ...{
      streak_rule: 'A day counts with one play.',
      days_with_plays: 84,
      days_without_plays: 4,
      days_unknown: 2,
    },
    longest_streaks: [{ days: 40, from: '2026-09-01', to: '2026-10-10', plays: 2000, broken_by_gap: true }],
    in_a_row: { track: { name: 'Lighthouse Keeper', plays: 6, from: '2026-09-01', to: '2026-09-01' } },
  }),
  'history.itemProfile': ({ artist, track }) => ({
    ...windowWords,
    ...{ item_rule: 'Matched by name.', of: 'artists' as const, name: track ?? artist ?? 'by uri' },
    ...{
      other_matches: 0,
      others: [],
      plays: 1204,
      hours: 70.3,
      share: 0.25,
      rank: 1,
      ranked: 214,
      days_with_plays: 60,
    },
    ...{ per: 'month' as const, neighbours: [], heard_beside: [] },
    periods: [
      { period: '2026-09', plays: 100, rank: 1 },
      { period: '2026-10', plays: 200, rank: 1 },
    ],
  }),
  'history.artistHistory': () => ({
    ...windowWords,
    ...{ artist: 'Tin Observatory', plays: 1204, hours: 70.3, share: 0.25, artists: 214, tracks: 9 },
    ...{ plays_last_90_days: 1204, top_tracks: summary.top_tracks, top_albums: [] },
  }),
  'history.yearInReview': ({ year }) => ({
    ...review,
    window_start: `${year ?? 2026}-01-01T00:00:00+01:00`,
  }),
  'panel.saveFile': () => ({ saved: true }),
} satisfies Partial<Handlers>;

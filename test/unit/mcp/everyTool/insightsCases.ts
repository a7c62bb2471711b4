import { expect } from 'vitest';
import { madeUpId } from '../../../fixtures/exportRows.ts';
import { june, readEvenings } from './evenings.ts';
import { window } from './historyCases.ts';
import { onThisMachine, type Args, type Success, type ToolCases, type WrongAnywhere } from './toolCases.ts';

/** All plays of June 2024. */
const all = {
  timezone: 'Europe/Berlin',
  play_rule: expect.stringContaining('30 seconds') as string,
  plays: 32,
  hours: 1.78,
};
const uri = (id: number): string => `spotify:track:${madeUpId(id)}`;
const none24 = Array.from({ length: 24 }, () => 0);
/** Of the hours of a day the one from 20:00 on. */
const at20 = (count: number): readonly number[] => none24.with(20, count);
const limitOver = (most: number): WrongAnywhere => ({
  args: { limit: most + 1 },
  says: new RegExp(`^limit: .*${most}`),
});
const unknownBy: WrongAnywhere = { args: { by: 'mood' }, says: /^by: .*plays/ };
const unknownCursor: WrongAnywhere = { args: { cursor: 'made up' }, says: /cursor/ };

interface Insight {
  readonly does: string;
  readonly args: Args;
  readonly shows: object;
  readonly more?: readonly Omit<Success, 'prepare'>[];
  /** Arguments beside those of `args`. */
  readonly wrong: readonly WrongAnywhere[];
}

/** A question about the evenings. An account that there is not and an empty history end alike for all. */
function insight(tool: string, { does, args, shows, more = [], wrong }: Insight): ToolCases {
  const one = { does, args: () => args, shows: () => shows };
  const [first, ...rest] = [one, ...more].map((success) => ({ ...success, prepare: readEvenings }));
  const nobody = { args: { account: 'nobody' }, says: /no account 'nobody'.*Known accounts: ada-lovelace/ };
  return {
    tool,
    success: [first ?? one, ...rest],
    wrong: [...wrong, nobody].map((each) => ({ ...each, args: { ...args, ...each.args } })),
    notFound: { args: () => args, says: /listening history is empty.*Import one/s },
    ...onThisMachine,
  };
}

export const insightsCases: readonly ToolCases[] = [
  insight('history_timeline', {
    does: 'counts the days of a month, also those without plays and those of which nothing is known',
    args: { ...june, bucket: 'day' },
    shows: { ...all, bucket: 'day', total: 30, next_cursor: 'after-20' },
    more: [
      {
        does: 'counts the weeks of an artist',
        args: () => ({ ...june, bucket: 'week', artist: 'pale' }),
        shows: () => ({
          plays: 8,
          timeline: [
            { period: '2024-W22', from: '2024-05-27', plays: 0, partial: true },
            { period: '2024-W23', plays: 6, hours: 0.33, unique_tracks: 2, unique_artists: 1 },
            { period: '2024-W24', plays: 2, top_artist: { name: 'Pale Meridian' }, incomplete: true },
            { period: '2024-W25', plays: 0, incomplete: true },
            { period: '2024-W26', plays: 0, incomplete: true },
          ],
        }),
      },
    ],
    wrong: [
      ...window,
      ...[limitOver(100), unknownBy, unknownCursor],
      { args: { bucket: 'hour' }, says: /^bucket: .*day/ },
    ],
  }),
  insight('history_streaks', {
    does: 'tells streaks, silence and what is not known apart',
    args: june,
    shows: {
      days_with_plays: 8,
      days_without_plays: 2,
      days_unknown: 20,
      longest_streaks: [
        { days: 4, from: '2024-06-07', to: '2024-06-10', plays: 16, broken_by_gap: true },
        { days: 4, from: '2024-06-01', to: '2024-06-04', plays: 16 },
      ],
      longest_silence: { days: 2, from: '2024-06-05', to: '2024-06-06' },
    },
    wrong: [...window, limitOver(100)],
  }),
  insight('history_sessions', {
    does: 'finds the sittings of a month',
    args: { ...june, limit: 1 },
    shows: {
      ...all,
      sessions: 8,
      median_minutes: 13.3,
      mean_plays: 4,
      by_weekday: [2, 1, 0, 0, 1, 2, 2],
      by_hour: at20(8),
      longest: [
        {
          started_at: '2024-06-10T20:00:00+02:00',
          ended_at: '2024-06-10T20:13:20+02:00',
          minutes: 13.3,
          plays: 4,
          first_track: { name: 'Low Tide', artists: ['Pale Meridian'], uri: uri(3) },
          top_artist: { name: 'Pale Meridian', plays: 2 },
        },
      ],
    },
    wrong: [...window, limitOver(100), { args: { gap_minutes: 0 }, says: /^gap_minutes: / }],
  }),
  insight('history_discoveries', {
    does: 'finds what was new after the first days',
    args: { ...june, burn_in_days: 4, limit: 1 },
    shows: {
      burn_in_days: 4,
      counted_from: '2024-06-05T00:00:00+02:00',
      plays: 16,
      new_artists: 2,
      new_tracks: 3,
      discovery_rate: 0.1875,
      new_artists_share: 1,
      best_day: { day: '2024-06-07', new_tracks: 3, new_artists: 2 },
      periods: [{ period: '2024-06', plays: 16, new_artists: 2, new_tracks: 3, discovery_rate: 0.1875 }],
      top_artists: [{ name: 'Pale Meridian', plays: 8, first_play: '2024-06-07T20:03:20+02:00' }],
      top_tracks: [{ name: 'Copper Kettle', artists: ['Slow Machines'], plays: 8, uri: uri(5) }],
    },
    wrong: [...window, limitOver(50), unknownBy, { args: { burn_in_days: -1 }, says: /^burn_in_days: / }],
  }),
  insight('history_forgotten_favourites', {
    does: 'finds what was played often and then no more',
    args: { silent_days: 3, min_plays: 5, limit: 1 },
    shows: {
      mode: 'forgotten',
      of: 'tracks',
      total: 2,
      next_cursor: 'after-1',
      favourites: [
        {
          name: 'Paper Lanterns',
          artists: ['The Quiet Harbour'],
          plays: 8,
          last_play: '2024-06-04T20:10:00+02:00',
          silent_days: 6,
          peak_month: { month: '2024-06', plays: 8 },
          uri: uri(1),
        },
      ],
    },
    more: [
      {
        does: 'names the artists of long ago',
        args: () => ({ mode: 'golden_oldies', of: 'artists', min_plays: 8, limit: 2 }),
        shows: () => ({
          total: 4,
          favourites: [{ mean_day: '2024-06-03' }, { mean_day: '2024-06-03' }],
        }),
      },
    ],
    wrong: [
      ...window,
      ...[limitOver(100), unknownBy, unknownCursor],
      { args: { mode: 'lost' }, says: /^mode: .*golden_oldies/ },
      { args: { silent_days: 0 }, says: /^silent_days: / },
    ],
  }),
  insight('history_on_this_day', {
    does: 'tells what was played on a date of earlier years',
    args: { date: '2025-06-08', limit: 1 },
    shows: {
      date: '2025-06-08',
      first_listen: '2024-06-01T20:03:20+02:00',
      years_with_plays: 1,
      years: [
        {
          year: 2024,
          date: '2024-06-08',
          plays: 4,
          hours: 0.22,
          first_track: { name: 'Low Tide', played_at: '2024-06-08T20:03:20+02:00' },
          top_tracks: [{ name: 'Copper Kettle', plays: 2, uri: uri(5) }],
        },
      ],
    },
    more: [
      {
        does: 'says so where there is no earlier year',
        args: () => ({ date: '2024-06-08' }),
        shows: () => ({
          years_with_plays: 0,
          years: [],
          note: expect.stringMatching(/no earlier/) as string,
        }),
      },
    ],
    wrong: [
      limitOver(20),
      { args: { date: '2025-13-08' }, says: /^date: .*calendar/ },
      { args: { date: 'today' }, says: /^date: / },
      { args: { days_around: 8 }, says: /^days_around: .*7/ },
      { args: { timezone: 'Mars/Olympus' }, says: /time zone/ },
    ],
  }),
  insight('history_year_in_review', {
    does: 'sums a year up',
    args: { year: 2024, limit: 2 },
    shows: {
      ...all,
      window_start: '2024-01-01T00:00:00+01:00',
      window_end: '2025-01-01T00:00:00+01:00',
      unique_tracks: 5,
      unique_artists: 4,
      days_with_plays: 8,
      top_artists: [{ plays: 8 }, { plays: 8 }],
      top_tracks: [{ name: 'Copper Kettle', plays: 8 }, { plays: 8 }],
      highlights: expect.arrayContaining([
        expect.objectContaining({ what: 'first_play', name: 'Paper Lanterns' }),
        expect.objectContaining({ what: 'last_play', name: 'Copper Kettle' }),
        expect.objectContaining({ what: 'longest_streak', days: 4 }),
      ]) as unknown[],
      periods: [{ period: '2024-06', plays: 32, hours: 1.78 }],
      clock: at20(32),
      previous_plays: 0,
    },
    more: [
      {
        does: 'says so where the year has no plays',
        args: () => ({ year: 2023 }),
        shows: () => ({ plays: 0, note: expect.stringMatching(/^No plays.*from 2024-06-01/) as string }),
      },
    ],
    wrong: [
      limitOver(20),
      unknownBy,
      { args: { days: 7 }, says: /year.*days/ },
      { args: { year: 12 }, says: /^year: / },
    ],
  }),
  insight('history_skips', {
    does: 'tells what is skipped, after how long and how listens begin',
    args: { ...june, min_listens: 4, limit: 1 },
    shows: {
      listens: 36,
      known: 36,
      skipped: 4,
      skip_share: 0.1111,
      seconds_before_skip: { under_3: 0, under_30: 1, from_30: 0, over_120: 0 },
      by_reason: [
        { reason: 'trackdone', listens: 32, skipped: 0 },
        { reason: 'fwdbtn', listens: 4, skipped: 4 },
      ],
      by_hour: { listens: at20(36), skip_share: at20(0.1111) },
      agency: { chosen: 0.8889, fed: 0, forwarded: 0.1111, other: 0, unknown: 0 },
      most_skipped_tracks: [{ name: 'Low Tide', listens: 8, skip_share: 0.5, uri: uri(3) }],
      most_skipped_artists: [{ name: 'Pale Meridian', listens: 12, skip_share: 0.3333 }],
    },
    wrong: [...window, limitOver(50), { args: { min_listens: 0 }, says: /^min_listens: / }],
  }),
  insight('history_item_profile', {
    does: 'tells all about a track',
    args: { track: 'copper' },
    shows: {
      of: 'tracks',
      name: 'Copper Kettle',
      uri: uri(5),
      plays: 8,
      share: 0.25,
      rank: 1,
      ranked: 5,
      first_play: '2024-06-07T20:06:40+02:00',
      last_play: '2024-06-10T20:13:20+02:00',
      days_with_plays: 4,
      best_day_plays: 2,
      skip_share: 0,
      skip_listens: 8,
      periods: [{ period: '2024-06', plays: 8, rank: 1 }],
      heard_beside: [
        { name: 'Far Shore', before: 4, after: 4, uri: uri(4) },
        { name: 'Low Tide', before: 4, after: 0, uri: uri(3) },
      ],
    },
    more: [
      {
        does: 'finds an artist by words of the name',
        args: () => ({ artist: 'meridian', limit: 1 }),
        shows: () => ({ of: 'artists', name: 'Pale Meridian', plays: 8, top_tracks: [{ plays: 4 }] }),
      },
    ],
    wrong: [
      ...window,
      limitOver(50),
      unknownBy,
      { args: { track: 'no such title' }, says: /Nothing in the history.*history_search_plays/ },
      { args: { track: undefined, uri: uri(9) }, says: /Nothing in the history has this URI/ },
      { args: { track: undefined }, says: /Pass track, album or artist/ },
    ],
  }),
  insight('history_similar_artists', {
    does: "finds who is heard in an artist's sessions",
    args: { artist: 'Night Ferry' },
    shows: {
      sessions: 8,
      artists: [
        {
          name: 'Night Ferry',
          plays: 8,
          sessions: 4,
          similar: [{ name: 'The Quiet Harbour', together: 4, score: 0.6667 }],
        },
      ],
    },
    more: [
      {
        does: 'says so where nobody of that name was heard',
        args: () => ({ artist: 'Nobody Ever' }),
        shows: () => ({ artists: [], note: expect.stringMatching(/no such artist/) as string }),
      },
    ],
    wrong: [...window, limitOver(50)],
  }),
  insight('history_concentration', {
    does: 'measures how varied a month was',
    args: june,
    shows: {
      plays: 32,
      tracks: { unique: 5, top_10_share: 1, hhi: 0.2188, makes_half: 2 },
      artists: { unique: 4, gini: 0, hhi: 0.25, effective_number: 4, effective_number_hhi: 4, makes_half: 2 },
      eddington: 4,
    },
    wrong: [...window, unknownBy],
  }),
  {
    tool: 'history_query',
    success: [
      {
        does: 'answers a statement with values',
        prepare: readEvenings,
        args: () => ({
          sql: 'SELECT artist, count(*) AS plays FROM listens\nWHERE is_play AND artist > ? GROUP BY artist',
          params: ['O'],
        }),
        shows: () => ({
          columns: ['artist', 'plays'],
          rows: [
            ['Pale Meridian', 8],
            ['Slow Machines', 8],
            ['The Quiet Harbour', 8],
          ],
          row_count: 3,
          truncated: false,
          timezone: 'Europe/Berlin',
        }),
      },
      {
        does: 'tells the time of local clocks, leaves what is not known empty and says when there is more',
        prepare: readEvenings,
        args: () => ({
          sql: 'SELECT ended_local, duration_ms FROM listens ORDER BY ended_ms',
          limit: 1,
          timezone: 'Asia/Kolkata',
        }),
        shows: () => ({
          rows: [['2024-06-01 23:33:20', null]],
          truncated: true,
          timezone: 'Asia/Kolkata',
          note: expect.stringMatching(/first 1 rows/) as string,
        }),
      },
      {
        does: 'finds nothing in an empty history',
        args: () => ({ sql: 'SELECT * FROM listens' }),
        shows: () => ({ rows: [], row_count: 0 }),
      },
    ],
    wrong: [
      ...['DELETE FROM tracks', "ATTACH 'x' AS y", 'PRAGMA query_only = OFF', 'DROP VIEW listens'].map(
        (sql) => ({ args: { sql }, says: /^sql: \w+ is not answered here: this is a read-only copy/ }),
      ),
      { args: { sql: 'WITH x AS (SELECT 1) DELETE FROM tracks' }, says: /^sql: DELETE is not answered/ },
      { args: { sql: 'SELECT 1; DELETE FROM tracks' }, says: /^sql: there is more than one statement/ },
      { args: { sql: 'SELECT artist FROM no_such_table' }, says: /no such table.*history:\/\/schema/ },
      { args: { sql: 'SELECT ?' }, says: /^params: 0 were passed for 1/ },
      { args: { sql: 'SELECT ?', params: [1] }, says: /^params\.0: .*string/ },
      { args: { sql: 'SELECT ?', params: ['x'.repeat(10_001)] }, says: /^params\.0: .*10000/ },
      { args: { sql: '' }, says: /^sql: / },
      { args: { sql: 'SELECT 1', limit: 1001 }, says: /^limit: .*1000/ },
      { args: { sql: 'SELECT 1', timezone: 'Mars/Olympus' }, says: /time zone/ },
    ],
    notFound: { never: 'no rows are an answer' },
    ...onThisMachine,
  },
];

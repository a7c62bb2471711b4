import type { HistoryMethod } from '../../src/protocol/requests.ts';
import { insightQuestions } from './insightQuestions.ts';
import { local, within, type Question, type Reach } from './question.ts';

const wholeHistory = { from: '2000-01-01' };

const top = (key: string, names: string) => (reach: Reach) => [
  `WITH g AS (SELECT ${key}, count(*) AS plays, sum(greatest(ms, 0)) AS ms FROM plays WHERE ${within(reach)} GROUP BY ${key}),
    best AS (SELECT * FROM g ORDER BY plays DESC, ms DESC LIMIT 40)
  SELECT plays, ms, name, (SELECT sum(plays) FROM g), (SELECT count(*) FROM g) FROM best JOIN ${names}
  ORDER BY plays DESC, ms DESC, name LIMIT 20`,
];
const topArtists = top('artist', 'artists USING (artist)');
const topAlbums = top('album', 'albums USING (album)');
const topTracks = top(
  'recording',
  '(SELECT recording, min(name) AS name FROM tracks GROUP BY recording) USING (recording)',
);

const heatmap = (reach: Reach): string[] => [
  `WITH w AS (SELECT ${local} AS t, ms FROM plays WHERE ${within(reach)}),
    g AS (SELECT isodow(t) AS day, hour(t) AS hour, count(*) AS plays, sum(greatest(ms, 0)) AS ms FROM w GROUP BY ALL)
  SELECT (SELECT sum(plays) FROM g), * FROM g ORDER BY day, hour`,
];

const repeats = (reach: Reach): string[] => [
  `WITH w AS (SELECT recording, lag(recording) OVER (ORDER BY n) AS before FROM plays WHERE ${within(reach)}),
    g AS (SELECT recording, count(*) AS plays FROM w GROUP BY recording)
  SELECT (SELECT count(*) FROM w WHERE recording = before), count(*), median(plays),
    (SELECT sum(plays) FROM (SELECT plays FROM g ORDER BY plays DESC LIMIT 10)) FROM g`,
];

const known = (reach: Reach): string[] => [
  `WITH first AS (SELECT recording, min(ended_at) AS t FROM plays WHERE kind = 0 AND (ms >= 30000 OR estimated = 1) GROUP BY recording)
  SELECT count(*) FROM first WHERE t >= ${reach.start} AND t < ${reach.end}`,
];

const coverage = (reach: Reach): string[] => [
  `WITH w AS (SELECT ${local} AS t, source FROM plays WHERE ${within(reach)})
  SELECT strftime(t, '%Y-%m') AS month, source, count(*), count(DISTINCT t::DATE) FROM w GROUP BY ALL ORDER BY 1`,
  `SELECT count(DISTINCT (${local})::DATE), count(*), sum(estimated) FROM plays WHERE ${within(reach)}`,
];

const first =
  (list: string, field = 'plays') =>
  (answer: Readonly<Record<string, unknown>>): number =>
    Number((answer[list] as Record<string, unknown>[])[0]?.[field]);

const both = (
  name: string,
  method: HistoryMethod,
  question: Pick<Question, 'sql' | 'check'>,
  params: Readonly<Record<string, unknown>> = {},
): Question[] => [
  { name: `${name}, all`, method, params: { ...params, ...wholeHistory }, ...question },
  { name: `${name}, 90 days`, method, params, ...question },
];

/** Each history analysis over the whole history and over its default window. A new one is a line here. */
export const questions: readonly Question[] = [
  ...both('taste summary', 'history.tasteSummary', {
    sql: (reach) => [
      ...topTracks(reach),
      ...repeats(reach),
      ...heatmap(reach),
      ...coverage(reach),
      ...topArtists(reach),
    ],
    check: first('top_artists'),
  }),
  ...both('top artists', 'history.topArtists', { sql: topArtists, check: first('top_artists') }),
  ...both('top artists by time', 'history.topArtists', {}, { by: 'time' }),
  ...both('top tracks', 'history.topTracks', { sql: topTracks, check: first('top_tracks') }),
  ...both('top albums', 'history.topAlbums', { sql: topAlbums, check: first('top_albums') }),
  ...both('heatmap', 'history.heatmap', { sql: heatmap, check: ({ plays }) => Number(plays) }),
  ...both('repeat rate', 'history.repeatRate', {
    sql: (reach) => [...known(reach), ...repeats(reach)],
    check: ({ consecutive_repeats }) => Number(consecutive_repeats),
  }),
  ...both('coverage', 'history.coverage', {
    sql: coverage,
    check: ({ days_with_plays }) => Number(days_with_plays),
  }),
  {
    name: 'compare periods, 2 years',
    method: 'history.comparePeriods',
    params: { from: '2025-01-01', to: '2026-01-01' },
    sql: (reach) => {
      const year = reach.end - reach.start;
      const of = (
        from: number,
      ): string => `SELECT artist, count(*) AS plays, sum(greatest(ms, 0)) AS ms FROM plays
        WHERE ${within({ start: from, end: from + year })} GROUP BY artist`;
      return [
        `WITH a AS (${of(reach.start)}), b AS (${of(reach.start - year)})
        SELECT (SELECT sum(plays) FROM a), name, a.plays, b.plays, rank() OVER (ORDER BY a.plays DESC)
        FROM a FULL JOIN b USING (artist) JOIN artists USING (artist)
        ORDER BY coalesce(a.plays, 0) - coalesce(b.plays, 0) DESC LIMIT 20`,
      ];
    },
    check: ({ current }) => (current as { plays: number }).plays,
  },
  ...both(
    'search plays',
    'history.searchPlays',
    {
      sql: (reach) => [
        `WITH found AS (SELECT track, tracks.name AS title, artists.name AS artist_name FROM tracks JOIN artists USING (artist)
        WHERE contains(lower(tracks.name), 'river') AND contains(lower(artists.name), 'blue')),
        w AS (SELECT n, ended_at, ms, title, artist_name FROM plays JOIN found USING (track) WHERE ${within(reach)})
      SELECT (SELECT count(*) FROM w), * FROM w ORDER BY n DESC LIMIT 20`,
      ],
      check: ({ total }) => Number(total),
    },
    { track: 'river', artist: 'blue' },
  ),
  {
    name: 'artist history, all',
    method: 'history.artistHistory',
    params: { artist: '@artist', ...wholeHistory },
    sql: (reach) => [
      `WITH g AS (SELECT artist, count(*) AS plays, sum(greatest(ms, 0)) AS ms, min(ended_at), max(ended_at)
        FROM plays WHERE ${within(reach)} GROUP BY artist)
      SELECT plays, ms, (SELECT count(*) FROM g AS o WHERE o.plays > g.plays) FROM g ORDER BY plays DESC LIMIT 1`,
    ],
    check: ({ plays }) => Number(plays),
  },
  {
    name: 'co-listening, all',
    method: 'history.coListening',
    params: { seeds: [{ artist: '@artist' }], ...wholeHistory },
    sql: (reach) => [
      `WITH w AS (SELECT n, recording, artist, ended_at, ended_at - greatest(ms, 0)
          - lag(ended_at, 1, 0) OVER (ORDER BY n) > 1800000 AS opens FROM plays WHERE ${within(reach)}),
        s AS (SELECT DISTINCT recording, artist, sum(opens::INT) OVER (ORDER BY n) AS session FROM w),
        seed AS (SELECT DISTINCT session FROM s WHERE artist = (SELECT artist FROM plays WHERE ${within(reach)}
          GROUP BY artist ORDER BY count(*) DESC LIMIT 1))
      SELECT count(*) AS together, recording FROM s JOIN seed USING (session) GROUP BY recording ORDER BY together DESC LIMIT 25`,
    ],
  },
  {
    name: 'find tracks, 20 lines',
    method: 'history.findTracks',
    params: {
      lines: Array.from({ length: 20 }, (_, n) => ({ text: `Golden River ${n * 37} - The Silent Ocean` })),
    },
  },
  ...insightQuestions,
];

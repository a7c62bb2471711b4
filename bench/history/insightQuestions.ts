import { local, within, type Question, type Reach } from './question.ts';

const wholeHistory = { from: '2000-01-01' };
const year = { from: '2025-01-01', to: '2026-01-01' };

const firstOf = (key: string): string =>
  `SELECT ${key}, min(ended_at) AS first FROM plays WHERE kind = 0 AND (ms >= 30000 OR estimated = 1) GROUP BY ${key}`;

const byMonth = (reach: Reach): string[] => [
  `WITH w AS (SELECT date_trunc('month', ${local}) AS month, recording, artist, ms FROM plays WHERE ${within(reach)}),
    a AS (SELECT month, artist, count(*) AS plays FROM w GROUP BY ALL),
    best AS (SELECT month, arg_max(artist, plays) AS artist FROM a GROUP BY month),
    g AS (SELECT month, count(*) AS plays, count(DISTINCT recording), count(DISTINCT artist), sum(greatest(ms, 0)) FROM w GROUP BY month)
  SELECT (SELECT sum(plays) FROM g), * FROM g JOIN best USING (month) ORDER BY month`,
];

const runsOfDays = (reach: Reach): string[] => [
  `WITH d AS (SELECT DISTINCT (${local})::DATE AS day FROM plays WHERE ${within(reach)}),
    r AS (SELECT day, day - (row_number() OVER (ORDER BY day))::INT AS run FROM d)
  SELECT count(*) AS days, min(day), max(day) FROM r GROUP BY run ORDER BY days DESC LIMIT 5`,
];

const sittings = (reach: Reach): string[] => [
  `WITH w AS (SELECT n, ended_at, ms, artist, ended_at - greatest(ms, 0)
      - lag(ended_at, 1, 0) OVER (ORDER BY n) > 1800000 AS opens FROM plays WHERE ${within(reach)}),
    s AS (SELECT *, sum(opens::INT) OVER (ORDER BY n) AS session FROM w),
    g AS (SELECT session, count(*) AS plays, max(ended_at) - min(ended_at - greatest(ms, 0)) AS lasted FROM s GROUP BY session)
  SELECT count(*), median(lasted), avg(lasted), median(plays), avg(plays) FROM g`,
];

const discovered = (reach: Reach): string[] => [
  `WITH a AS (${firstOf('artist')}), t AS (${firstOf('recording')}),
    p AS (SELECT artist, count(*) AS plays FROM plays WHERE ${within(reach)} GROUP BY artist)
  SELECT plays, artist FROM p JOIN a USING (artist) WHERE first >= ${reach.start} ORDER BY plays DESC LIMIT 10`,
  `WITH t AS (${firstOf('recording')})
  SELECT strftime(timezone('America/New_York', make_timestamptz(first * 1000)), '%Y') AS year, count(*) FROM t
  WHERE first >= ${reach.start} AND first < ${reach.end} GROUP BY year ORDER BY year`,
];

const forgotten = (reach: Reach): string[] => [
  `WITH g AS (SELECT artist, count(*) AS plays, min(ended_at) AS first, max(ended_at) AS last FROM plays WHERE ${within(reach)} GROUP BY artist)
  SELECT plays, name, first, last FROM g JOIN artists USING (artist) WHERE last < ${reach.end} - 15552000000
  ORDER BY plays DESC LIMIT 20`,
];

const reviewed = (reach: Reach): string[] => [
  `WITH g AS (SELECT recording, count(*) AS plays FROM plays WHERE ${within(reach)} GROUP BY recording)
  SELECT (SELECT sum(plays) FROM g), recording, plays FROM g ORDER BY plays DESC LIMIT 5`,
  `WITH t AS (${firstOf('recording')}) SELECT count(*) FROM t WHERE first >= ${reach.start} AND first < ${reach.end}`,
  ...runsOfDays(reach),
  ...sittings(reach),
  `SELECT count(*) AS plays, (${local})::DATE AS day FROM plays WHERE ${within(reach)} GROUP BY day ORDER BY plays DESC LIMIT 1`,
  `SELECT (SELECT count(*) FROM plays WHERE ${within(reach)}), count(DISTINCT artist) FROM plays WHERE ${within(reach)}`,
];

const spread = (reach: Reach): string[] => [
  `WITH g AS (SELECT artist, count(*) AS plays FROM plays WHERE ${within(reach)} GROUP BY artist)
  SELECT sum(plays), count(*), sum(plays * plays) / pow(sum(plays), 2) FROM g`,
];

const mostPlayed = (reach: Reach): string[] => [
  `WITH g AS (SELECT artist, count(*) AS plays, min(ended_at), max(ended_at) FROM plays WHERE ${within(reach)} GROUP BY artist)
  SELECT plays, (SELECT count(*) FROM g AS o WHERE o.plays > g.plays) FROM g ORDER BY plays DESC LIMIT 1`,
];

/** Each insight over the whole history, or over a year where that is what it is asked for. */
export const insightQuestions: readonly Question[] = [
  {
    name: 'timeline by month, all',
    method: 'history.timeline',
    params: { ...wholeHistory, bucket: 'month', limit: 100 },
    sql: byMonth,
    check: ({ plays }) => Number(plays),
  },
  {
    name: 'streaks, all',
    method: 'history.streaks',
    params: wholeHistory,
    sql: runsOfDays,
    check: ({ longest_streaks }) => Number((longest_streaks as { days: number }[])[0]?.days),
  },
  {
    name: 'sessions, all',
    method: 'history.sessions',
    params: wholeHistory,
    sql: sittings,
    check: ({ sessions }) => Number(sessions),
  },
  { name: 'discoveries, all', method: 'history.discoveries', params: wholeHistory, sql: discovered },
  {
    name: 'forgotten favourites, all',
    method: 'history.forgottenFavourites',
    params: { ...wholeHistory, of: 'artists' },
    sql: forgotten,
  },
  { name: 'on this day', method: 'history.onThisDay', params: { date: '2025-11-20' } },
  {
    name: 'year in review',
    method: 'history.yearInReview',
    params: year,
    sql: reviewed,
    check: ({ plays }) => Number(plays),
  },
  {
    name: 'concentration, all',
    method: 'history.concentration',
    params: wholeHistory,
    sql: spread,
    check: ({ plays }) => Number(plays),
  },
  { name: 'skips, all', method: 'history.skips', params: wholeHistory },
  {
    name: 'item profile, all',
    method: 'history.itemProfile',
    params: { ...wholeHistory, artist: '@artist' },
    sql: mostPlayed,
    check: ({ plays }) => Number(plays),
  },
  {
    name: 'similar artists, all',
    method: 'history.similarArtists',
    params: { ...wholeHistory, artist: '@artist' },
  },
];

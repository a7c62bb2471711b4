import { maxLatenessMs } from '../lateEnd.ts';
import { minuteMs } from '../matching.ts';
import type { Span } from '../matchingRun.ts';
import { sourceIds } from '../observationWriter.ts';
import type { SqlDatabase } from '../sqlDatabase.ts';
import type { LiveRows, Plays, Reports } from './candidates.ts';
import type { TrackIdentity } from './trackIdentity.ts';

/** Plays with what is stored of their matching. */
export interface LoadedPlays extends Plays {
  readonly ids: readonly number[];
  /** Id of the row that speaks for a play. */
  readonly speakers: readonly (number | undefined)[];
  /** Id of the live listen of a play. */
  readonly live: readonly (number | undefined)[];
}

export interface LoadedReports extends Reports {
  readonly ids: readonly number[];
}

export interface LoadedLive extends LiveRows {
  readonly ids: readonly number[];
}

/** A live listen that was seen for longer ended as another one; it bounds how far back live listens are read. */
const maxLiveMs = 24 * 60 * 60_000;

/** From the first to the last play of recently-played; `undefined` where there is none. */
export function playSpan(database: SqlDatabase, userId: number): Span | undefined {
  const end = (order: 'ASC' | 'DESC'): number | undefined => {
    const sql = `SELECT ended_at FROM observations WHERE user_id = ? AND source = ? ORDER BY ended_at ${order} LIMIT 1`;
    const row = database.row(sql, [userId, sourceIds.api]);
    return row === undefined ? undefined : Number(row[0]);
  };
  const from = end('ASC');
  return from === undefined ? undefined : { from, to: end('DESC') ?? from };
}

export function loadPlays(
  database: SqlDatabase,
  identity: TrackIdentity,
  userId: number,
  span: Span,
): LoadedPlays {
  const rows = database.rows(
    `SELECT id, ended_at, track, superseded_by, live FROM observations
      WHERE user_id = ? AND source = ? AND ended_at BETWEEN ? AND ? ORDER BY ended_at`,
    [userId, sourceIds.api, span.from, span.to],
  );
  const tracks = Int32Array.from(rows, (row) => row[2] as number);
  return {
    length: rows.length,
    ids: rows.map((row) => row[0] as number),
    at: Float64Array.from(rows, (row) => row[1] as number),
    identityOf: (play) => identity.recordingOf(tracks[play] as number),
    speakers: rows.map((row) => (row[3] as number | null) ?? undefined),
    live: rows.map((row) => (row[4] as number | null) ?? undefined),
  };
}

type Row = [id: number, endedAt: number, msPlayed: number, track: number, repairedAt: number];

/** The extended rows of which either end, reported or repaired, lies within the span. */
export function loadExtended(
  database: SqlDatabase,
  identity: TrackIdentity,
  userId: number,
  span: Span,
): LoadedReports {
  const rows: Row[] = [];
  const repaired = new Map<number, number>();
  const shared = [userId, sourceIds.extended, span.from];
  database.each(repairedRows, [...shared, span.to + maxLatenessMs], ([id, endedAt, ms, track, at]) => {
    const isIn = (endedAt as number) <= span.to;
    if (isIn) repaired.set(id as number, at as number);
    else if ((at as number) <= span.to) rows.push([id, endedAt, ms, track, at] as Row);
  });
  database.each(reportedRows, [...shared, span.to], ([id, endedAt, ms, track]) => {
    rows.push([id, endedAt, ms, track, repaired.get(id as number) ?? Number.NaN] as Row);
  });
  return reportsOf(rows.sort(byContent), identity, 0);
}

export function loadAccount(
  database: SqlDatabase,
  identity: TrackIdentity,
  userId: number,
  span: Span,
): LoadedReports {
  const rows: Row[] = [];
  const params = [userId, sourceIds.account, span.from - minuteMs, span.to];
  database.each(reportedRows, params, ([id, endedAt, ms, track]) => {
    rows.push([id, endedAt, ms, track, Number.NaN] as Row);
  });
  return reportsOf(rows.sort(byContent), identity, minuteMs - 1);
}

export function loadLive(
  database: SqlDatabase,
  identity: TrackIdentity,
  userId: number,
  span: Span,
): LoadedLive {
  const rows = database.rows(
    `SELECT id, started_at, ended_at, track FROM live_listens
      WHERE user_id = ? AND started_at BETWEEN ? AND ? AND ended_at >= ?
      ORDER BY started_at, ended_at, heard_ms`,
    [userId, span.from - maxLiveMs, span.to, span.from],
  );
  const tracks = Int32Array.from(rows, (row) => row[3] as number);
  return {
    length: rows.length,
    ids: rows.map((row) => row[0] as number),
    startedAt: Float64Array.from(rows, (row) => row[1] as number),
    endedAt: Float64Array.from(rows, (row) => row[2] as number),
    identityOf: (live) => identity.recordingOf(tracks[live] as number),
  };
}

/** Reads the index `observations_once` alone. */
const reportedRows = `SELECT id, ended_at, COALESCE(ms_played, -1), track FROM observations
  WHERE user_id = ? AND source = ? AND ended_at BETWEEN ? AND ? ORDER BY ended_at`;

const repairedRows = `SELECT id, ended_at, COALESCE(ms_played, -1), track, repaired_at
  FROM observations INDEXED BY observations_repaired
  WHERE user_id = ? AND source = ? AND ended_at BETWEEN ? AND ? AND repaired_at IS NOT NULL`;

/** Rows that are equal in all of these can stand for each other. */
function byContent(a: Row, b: Row): number {
  return a[1] - b[1] || a[2] - b[2] || (Number.isNaN(a[4]) ? 0 : a[4]) - (Number.isNaN(b[4]) ? 0 : b[4]);
}

/** @param width how much later than its `ended_at` a listen can have ended */
function reportsOf(rows: readonly Row[], identity: TrackIdentity, width: number): LoadedReports {
  const endFrom = Float64Array.from(rows, (row) => row[1]);
  const tracks = Int32Array.from(rows, (row) => row[3]);
  return {
    length: rows.length,
    ids: rows.map((row) => row[0]),
    endFrom,
    endTo: endFrom.map((at) => at + width),
    repairedAt: Float64Array.from(rows, (row) => row[4]),
    msPlayed: Int32Array.from(rows, (row) => row[2]),
    identityOf: (report) => identity.recordingOf(tracks[report] as number),
  };
}

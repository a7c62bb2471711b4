import { sourceIds } from '../observationWriter.ts';
import type { SqlDatabase, SqlValue } from '../sqlDatabase.ts';

/** A row of `observations` as it is stored, with the ids of what it refers to. */
export interface StoredListen {
  readonly id: number;
  /** Unix ms, as the source reported it. */
  readonly endedAt: number;
  /** Unix ms; `undefined` unless the reported one was too late. */
  readonly repairedAt: number | undefined;
  readonly msPlayed: number | undefined;
  readonly source: number;
  readonly track: number;
  /** See `0001initial.ts`. */
  readonly flags: number;
  readonly reasonStart: number | undefined;
  readonly reasonEnd: number | undefined;
  /** Unix ms. */
  readonly offlineAt: number | undefined;
  readonly platform: number | undefined;
  readonly country: number | undefined;
  /** Id of the listen that speaks for it. */
  readonly spokenForBy: number | undefined;
  readonly context: number | undefined;
  readonly live: number | undefined;
}

/** Rows of one source in a slice, but for such as end in the same millisecond. */
const sliceRows = 4_000;

/** The order of {@link toListen}. */
const columns = `id, ended_at, repaired_at, ms_played, source, track, flags, reason_start, reason_end, offline_at,
  platform, country, superseded_by, context, live`;
const bySource = `user_id = ? AND source IN (${Object.values(sourceIds).join(', ')})`;

/**
 * The listens of a user by their reported end, slice by slice. Nothing is kept open between slices: what is stored
 * meanwhile is seen if its end lies ahead.
 * @param evidence also those that another one speaks for
 */
export function* storedListens(
  database: SqlDatabase,
  userId: number,
  evidence: boolean,
): Generator<readonly StoredListen[]> {
  const speaking = evidence ? '' : 'AND superseded_by IS NULL';
  const sql = `SELECT ${columns} FROM observations WHERE ${bySource} AND ended_at >= ? AND ended_at < ? ${speaking}
    ORDER BY ended_at, source, id`;
  let from = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const end = sliceEnd(database, userId, from);
    const slice: StoredListen[] = [];
    database.each(sql, [userId, from, end], (row) => slice.push(toListen(row)));
    yield slice;
    if (end === Number.MAX_SAFE_INTEGER) return;
    from = end;
  }
}

/** Where a slice ends, exclusive, so that it holds no more than a few thousand rows. */
function sliceEnd(database: SqlDatabase, userId: number, from: number): number {
  const sql = `SELECT ended_at FROM observations WHERE user_id = ? AND source = ? AND ended_at >= ?
    ORDER BY ended_at LIMIT 1 OFFSET ${sliceRows}`;
  let end = Number.MAX_SAFE_INTEGER;
  for (const source of Object.values(sourceIds)) {
    const found = database.row(sql, [userId, source, from])?.[0];
    if (typeof found === 'number') end = Math.min(end, found);
  }
  return Math.max(end, from + 1);
}

function toListen(row: readonly SqlValue[]): StoredListen {
  const known = (at: number): number | undefined => (row[at] === null ? undefined : (row[at] as number));
  return {
    id: row[0] as number,
    endedAt: row[1] as number,
    repairedAt: known(2),
    msPlayed: known(3),
    source: row[4] as number,
    track: row[5] as number,
    flags: row[6] as number,
    reasonStart: known(7),
    reasonEnd: known(8),
    offlineAt: known(9),
    platform: known(10),
    country: known(11),
    spokenForBy: known(12),
    context: known(13),
    live: known(14),
  };
}

/** What the two bits of a flag say; `undefined` where the source does not. */
export function flagOf(
  flags: number,
  place: 'shuffle' | 'skipped' | 'offline' | 'incognito',
): boolean | undefined {
  const bits = (flags >> (2 * ['shuffle', 'skipped', 'offline', 'incognito'].indexOf(place))) & 3;
  return bits === 0 ? undefined : bits === 3;
}

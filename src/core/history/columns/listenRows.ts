import { sources, type Source } from '../../../protocol/history/window.ts';
import type { PlayColumns } from '../../analytics/columns.ts';
import type { CatalogueSnapshot } from '../catalogueSnapshot.ts';
import { sourceIds } from '../observationWriter.ts';
import type { SqlDatabase } from '../sqlDatabase.ts';
import { float64, Growing, int32 } from './growing.ts';
import { mergeOrder } from './mergeOrder.ts';
import { everything, type Stretch } from './stretch.ts';

/** Listens that speak, ascending by end. `msPlayed` is −1 where the source does not tell: estimates are not made yet. */
export type ListenRows = Pick<
  PlayColumns,
  'length' | 'endedAt' | 'msPlayed' | 'estimated' | 'track' | 'kind' | 'source'
>;

/** Rows of one source that were repaired, or that were not; tracks by id of the table. */
interface Part {
  readonly source: Source;
  readonly length: number;
  readonly endedAt: Float64Array;
  readonly msPlayed: Int32Array;
  readonly track: Int32Array;
}

/** A row whose end was repaired: its key, and where it stands. */
interface RepairedRow {
  readonly reportedAt: number;
  readonly track: number;
  readonly msPlayed: number;
  readonly endedAt: number;
}

/** Reads the listens of a user that ended within a stretch of time. */
export function readListens(
  database: SqlDatabase,
  userId: number,
  stretch: Stretch,
  names: CatalogueSnapshot['rows'],
): ListenRows {
  const parts = sources.flatMap((source) => partsOf(database, userId, source, stretch));
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return named(only, names);
  return merged(parts, names);
}

/**
 * Few values a row, as they are stored, because each costs a call into WebAssembly. Extended rows always speak, so
 * the index `observations_once` has everything that is asked for, and in order; the few repaired rows are read apart.
 */
function partsOf(database: SqlDatabase, userId: number, source: Source, { from, to }: Stretch): Part[] {
  const repaired = repairedOf(database, userId, source, { from, to });
  const expected = expectedRows(database, { from, to });
  const endedAt = new Growing(float64, expected);
  const msPlayed = new Growing(int32, expected);
  const track = new Growing(int32, expected);
  let next = 0;
  const sql = `SELECT o.ended_at, o.track, ${heardOf(source)} FROM ${tablesOf(source)}
    WHERE o.user_id = ? AND o.source = ? AND o.ended_at BETWEEN ? AND ? ${speaksOf(source)}
    ORDER BY o.ended_at, o.track, COALESCE(o.ms_played, -1)`;
  database.each(sql, [userId, sourceIds[source], from, to], (row) => {
    const at = row[0] as number;
    const id = row[1] as number;
    const ms = row[2] as number;
    while (next < repaired.length && isBefore(repaired[next]!, at, id, ms)) next++;
    if (next < repaired.length && isKeyOf(repaired[next]!, at, id, ms)) return;
    endedAt.push(at);
    track.push(id);
    msPlayed.push(ms);
  });
  const parts: Part[] = [];
  const { length } = endedAt;
  if (length > 0) {
    parts.push({ source, length, endedAt: endedAt.values, msPlayed: msPlayed.values, track: track.values });
  }
  const inside = repaired.filter(({ endedAt }) => endedAt >= from && endedAt <= to);
  if (inside.length > 0) {
    inside.sort((a, b) => a.endedAt - b.endedAt || a.track - b.track || a.msPlayed - b.msPlayed);
    parts.push({
      source,
      length: inside.length,
      endedAt: Float64Array.from(inside, ({ endedAt }) => endedAt),
      msPlayed: Int32Array.from(inside, ({ msPlayed }) => msPlayed),
      track: Int32Array.from(inside, ({ track }) => track),
    });
  }
  return parts;
}

/** By key. A repair makes an end earlier, so none that was reported before the stretch is in it. */
function repairedOf(database: SqlDatabase, userId: number, source: Source, { from }: Stretch): RepairedRow[] {
  const rows: RepairedRow[] = [];
  const sql = `SELECT o.ended_at, o.track, ${heardOf(source)}, o.repaired_at FROM ${tablesOf(source, repairedOnly)}
    WHERE o.user_id = ? AND o.source = ? AND o.ended_at >= ? AND o.repaired_at IS NOT NULL ${speaksOf(source)}
    ORDER BY o.ended_at, o.track, COALESCE(o.ms_played, -1)`;
  database.each(sql, [userId, sourceIds[source], from], (row) => {
    const [reportedAt, track, msPlayed, endedAt] = row as number[] as [number, number, number, number];
    rows.push({ reportedAt, track, msPlayed, endedAt });
  });
  return rows;
}

function isBefore({ reportedAt, track, msPlayed }: RepairedRow, at: number, id: number, ms: number): boolean {
  return reportedAt !== at ? reportedAt < at : track !== id ? track < id : msPlayed < ms;
}

function isKeyOf({ reportedAt, track, msPlayed }: RepairedRow, at: number, id: number, ms: number): boolean {
  return reportedAt === at && track === id && msPlayed === ms;
}

/** What the player showed is how long a play of `api` was heard. */
function heardOf(source: Source): string {
  return source === 'api' ? 'COALESCE(o.ms_played, l.heard_ms, -1)' : 'COALESCE(o.ms_played, -1)';
}

function tablesOf(source: Source, index = ''): string {
  const live = source === 'api' ? 'LEFT JOIN live_listens l ON l.id = o.live' : '';
  return `observations o ${index} ${live}`;
}

/** SQLite knows no statistics here and would look at every row instead. */
export const repairedOnly = 'INDEXED BY observations_repaired';

/** Only of the richest source all rows speak. */
export function speaksOf(source: Source): string {
  return source === 'extended' ? '' : 'AND o.superseded_by IS NULL';
}

/** Rows that a stretch may have; what a few days hold is little enough to find out. */
export function expectedRows(database: SqlDatabase, { from, to }: Stretch): number {
  if (to - from < everything.to) return 0;
  return Number(database.row('SELECT max(id) FROM observations')?.[0]);
}

/** The one part there is: nothing is copied. */
function named(part: Part, { indexOf, kind: kindOf }: CatalogueSnapshot['rows']): ListenRows {
  const { source, length, endedAt, msPlayed, track } = part;
  const kind = new Uint8Array(length);
  const estimated = new Uint8Array(length);
  for (let row = 0; row < length; row++) {
    const index = indexOf[track[row]!]!;
    track[row] = index;
    kind[row] = kindOf[index]!;
    if (source === 'api' && msPlayed[row]! < 0) estimated[row] = 1;
  }
  return {
    length,
    endedAt,
    msPlayed,
    estimated,
    track,
    kind,
    source: new Uint8Array(length).fill(sources.indexOf(source)),
  };
}

function merged(parts: readonly Part[], { indexOf, kind: kindOf }: CatalogueSnapshot['rows']): ListenRows {
  const order = mergeOrder(parts);
  const { length } = order;
  const rows = emptyRows(length);
  const { endedAt, msPlayed, estimated, track, kind, source } = rows;
  const next = parts.map(() => 0);
  const sourceOf = parts.map((part) => sources.indexOf(part.source));
  const api = sources.indexOf('api');
  for (let row = 0; row < length; row++) {
    const chosen = order[row]!;
    const part = parts[chosen]!;
    const at = next[chosen]!++;
    const index = indexOf[part.track[at]!]!;
    const heard = part.msPlayed[at]!;
    endedAt[row] = part.endedAt[at]!;
    msPlayed[row] = heard;
    track[row] = index;
    kind[row] = kindOf[index]!;
    source[row] = sourceOf[chosen]!;
    if (heard < 0 && sourceOf[chosen] === api) estimated[row] = 1;
  }
  return rows;
}

export function emptyRows(length: number): ListenRows {
  return {
    length,
    endedAt: new Float64Array(length),
    msPlayed: new Int32Array(length),
    estimated: new Uint8Array(length),
    track: new Int32Array(length),
    kind: new Uint8Array(length),
    source: new Uint8Array(length),
  };
}

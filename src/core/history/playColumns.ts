import { sources, type Source } from '../../protocol/history/window.ts';
import type { PlayColumns } from '../analytics/columns.ts';
import type { CatalogueSnapshot } from './catalogueSnapshot.ts';
import { supersedable } from './matching.ts';
import { sourceIds } from './observationWriter.ts';
import type { SqlDatabase } from './sqlDatabase.ts';

/** Listens of one source, ascending by end. */
interface SourceRows {
  readonly source: number;
  readonly length: number;
  readonly endedAt: Float64Array;
  readonly msPlayed: Int32Array;
  readonly track: Int32Array;
}

/** Reads all listens of a user into columns. */
export function readPlayColumns(
  database: SqlDatabase,
  userId: number,
  names: CatalogueSnapshot,
): PlayColumns {
  const parts: SourceRows[] = [];
  let rows = 0;
  for (const source of sources) {
    const found = countOf(database, userId, source);
    rows += found;
    if (found > 0) parts.push(readSource(database, userId, source, found));
  }
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return {
    length,
    ...merged(parts, length, names.rows),
    catalogue: names.catalogue,
    superseded: rows - length,
  };
}

function countOf(database: SqlDatabase, userId: number, source: Source): number {
  const sql = 'SELECT count(*) FROM observations WHERE user_id = ? AND source = ?';
  return Number(database.row(sql, [userId, sourceIds[source]])?.[0]);
}

/**
 * Few values a row, as they are stored, because each costs a call into WebAssembly. Where all rows speak the
 * index `observations_once` has everything that is asked for, and in order.
 */
function readSource(database: SqlDatabase, userId: number, source: Source, capacity: number): SourceRows {
  const endedAt = new Float64Array(capacity);
  const msPlayed = new Int32Array(capacity);
  const track = new Int32Array(capacity);
  let length = 0;
  const sql = `SELECT ended_at, track, COALESCE(ms_played, -1) FROM observations
    WHERE user_id = ? AND source = ? ${supersedable.has(source) ? 'AND superseded_by IS NULL' : ''}
    ORDER BY ended_at`;
  database.each(sql, [userId, sourceIds[source]], (row) => {
    endedAt[length] = row[0] as number;
    track[length] = row[1] as number;
    msPlayed[length++] = row[2] as number;
  });
  return { source: sources.indexOf(source), length, endedAt, msPlayed, track };
}

type Merged = Pick<PlayColumns, 'endedAt' | 'msPlayed' | 'track' | 'kind' | 'source'>;

/** Takes, again and again, the earliest of the rows that the sources have next. */
function merged(parts: readonly SourceRows[], length: number, tracks: CatalogueSnapshot['rows']): Merged {
  const endedAt = new Float64Array(length);
  const msPlayed = new Int32Array(length);
  const track = new Int32Array(length);
  const kind = new Uint8Array(length);
  const source = new Uint8Array(length);
  const next = parts.map(() => 0);
  for (let row = 0; row < length; row++) {
    let chosen = 0;
    let earliest = Infinity;
    for (let index = 0; index < parts.length; index++) {
      const part = parts[index] as SourceRows;
      const at = next[index] as number;
      if (at < part.length && (part.endedAt[at] as number) < earliest) {
        chosen = index;
        earliest = part.endedAt[at] as number;
      }
    }
    const part = parts[chosen] as SourceRows;
    const at = next[chosen] as number;
    next[chosen] = at + 1;
    const index = tracks.indexOf[part.track[at] as number] as number;
    endedAt[row] = earliest;
    msPlayed[row] = part.msPlayed[at] as number;
    track[row] = index;
    kind[row] = tracks.kind[index] as number;
    source[row] = part.source;
  }
  return { endedAt, msPlayed, track, kind, source };
}

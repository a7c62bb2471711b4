import { sources } from '../../protocol/history/window.ts';
import type { PlayColumns } from '../analytics/columns.ts';
import type { CatalogueSnapshot } from './catalogueSnapshot.ts';
import { sourceIds } from './observationWriter.ts';
import type { SqlDatabase } from './sqlDatabase.ts';

/*
 * One scan in the order of the table. Few and small values a row, because each costs a call into WebAssembly:
 * track, source and 'is superseded' share one number.
 */
const scan = `SELECT ended_at, (track * 16 + source) * 2 + (superseded_by IS NOT NULL), COALESCE(ms_played, -1)
  FROM observations WHERE user_id = ?`;

/** Reads all listens of a user into columns. */
export function readPlayColumns(
  database: SqlDatabase,
  userId: number,
  { catalogue, rows }: CatalogueSnapshot,
): PlayColumns {
  const capacity = Number(database.row('SELECT count(*) FROM observations WHERE user_id = ?', [userId])?.[0]);
  const endedAt = new Float64Array(capacity);
  const packed = new Float64Array(capacity);
  const msPlayed = new Int32Array(capacity);
  let length = 0;
  let superseded = 0;
  let ascending = true;
  let before = 0;
  database.each(scan, [userId], (row) => {
    const rest = row[1] as number;
    if (rest % 2 === 1) {
      superseded++;
      return;
    }
    const at = row[0] as number;
    if (at < before) ascending = false;
    before = at;
    endedAt[length] = at;
    packed[length] = rest / 2;
    msPlayed[length++] = row[2] as number;
  });
  const order = ascending ? undefined : chronological(endedAt, length);
  return {
    length,
    ...unpacked(packed, length, order, rows),
    endedAt: arranged(endedAt, length, order),
    msPlayed: arranged(msPlayed, length, order),
    catalogue,
    superseded,
  };
}

function unpacked(
  packed: Float64Array,
  length: number,
  order: readonly number[] | undefined,
  rows: CatalogueSnapshot['rows'],
): Pick<PlayColumns, 'track' | 'kind' | 'source'> {
  const track = new Int32Array(length);
  const kind = new Uint8Array(length);
  const source = new Uint8Array(length);
  for (let row = 0; row < length; row++) {
    const value = packed[order === undefined ? row : (order[row] as number)] as number;
    const index = rows.indexOf[Math.floor(value / 16)] as number;
    track[row] = index;
    kind[row] = rows.kind[index] as number;
    source[row] = sourceIndex[value % 16] as number;
  }
  return { track, kind, source };
}

/** Index into `sources` by the id of the table `sources`. */
const sourceIndex = new Uint8Array(16);
for (const [index, source] of sources.entries()) sourceIndex[sourceIds[source]] = index;

/** Stable: rows that end at once stay in the order in which their file had them. */
function chronological(endedAt: Float64Array, length: number): number[] {
  const order = Array.from({ length }, (_, row) => row);
  return order.sort((a, b) => (endedAt[a] as number) - (endedAt[b] as number));
}

function arranged<T extends Float64Array | Int32Array>(
  values: T,
  length: number,
  order: readonly number[] | undefined,
): T {
  if (order === undefined) return values.slice(0, length) as T;
  const moved = values.slice(0, length) as T;
  for (let row = 0; row < length; row++) moved[row] = values[order[row] as number] as number;
  return moved;
}

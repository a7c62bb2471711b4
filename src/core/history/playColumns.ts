import type { KnownGap, PlayColumns, PlayDetails } from '../analytics/columns.ts';
import type { CatalogueSnapshot } from './catalogueSnapshot.ts';
import { withEstimates } from './columns/estimates.ts';
import { readGaps } from './columns/knownGaps.ts';
import { readListens, type ListenRows } from './columns/listenRows.ts';
import { readDetails, ReasonWords } from './columns/playDetails.ts';
import { everything } from './columns/stretch.ts';
import { sourceIds } from './observationWriter.ts';
import type { SqlDatabase } from './sqlDatabase.ts';

/** Columns of one user, and what it takes to continue them. */
export interface ReadColumns {
  readonly columns: PlayColumns;
  /** Details, where somebody has asked for them. */
  readonly details: { loaded: PlayDetails | undefined };
  readonly words: ReasonWords;
}

/** What columns are made of. */
export interface ColumnParts {
  readonly rows: ListenRows;
  readonly names: CatalogueSnapshot;
  readonly superseded: number;
  readonly gaps: readonly KnownGap[];
  readonly words: ReasonWords;
}

/** Reads all listens of a user that speak. @param names of the same moment */
export function readPlayColumns(
  database: SqlDatabase,
  userId: number,
  names: CatalogueSnapshot,
): ReadColumns {
  const rows = readListens(database, userId, everything, names.rows);
  const superseded = countSuperseded(database, userId);
  const gaps = readGaps(database, userId);
  return toColumns(database, userId, { rows, names, superseded, gaps, words: new ReasonWords(database) });
}

/** Of the richest source all rows speak. */
function countSuperseded(database: SqlDatabase, userId: number): number {
  const sql = `SELECT count(*) FROM observations
    WHERE user_id = ? AND source IN (${sourceIds.account}, ${sourceIds.api}) AND superseded_by IS NOT NULL`;
  return Number(database.row(sql, [userId])?.[0]);
}

/** Columns with estimates, whose details are read when they are asked for. */
export function toColumns(
  database: SqlDatabase,
  userId: number,
  { rows, names: { catalogue }, superseded, gaps, words }: ColumnParts,
): ReadColumns {
  const details: ReadColumns['details'] = { loaded: undefined };
  // An import under way brings rows that these columns do not have: it is seen when it ends.
  const lastId = Number(database.row('SELECT max(id) FROM observations')?.[0] ?? 0);
  const { length, endedAt, estimated, track, kind, source } = rows;
  const columns: PlayColumns = {
    length,
    endedAt,
    msPlayed: withEstimates(rows, catalogue.trackDuration),
    estimated,
    track,
    kind,
    source,
    catalogue,
    superseded,
    gaps,
    details: () => {
      if (details.loaded !== undefined) return details.loaded;
      const read = readDetails(database, userId, everything, words, lastId);
      if (read.flags.length !== length) throw new Error('These columns are older than the database.');
      details.loaded = { ...read, words: words.words };
      return details.loaded;
    },
  };
  return { columns, details, words };
}

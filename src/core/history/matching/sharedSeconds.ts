import { minHeardOfSharedMs, sharedEnd } from '../lateEnd.ts';
import type { Span } from '../matchingRun.ts';
import { sourceIds } from '../observationWriter.ts';
import type { SqlDatabase } from '../sqlDatabase.ts';
import { setColumn } from './setColumn.ts';

/** The seconds are found in the index `observations_once`; only their rows are read. */
const rowsOfSharedSeconds = `SELECT o.id, o.ended_at, o.ms_played, o.offline_at, o.repaired_at
  FROM (
    SELECT ended_at FROM observations
    WHERE user_id = ?1 AND source = ?2 AND ended_at BETWEEN ?3 AND ?4
      AND COALESCE(ms_played, -1) > ?5
    GROUP BY ended_at HAVING count(*) > 1
  ) s
  CROSS JOIN observations o ON o.user_id = ?1 AND o.source = ?2 AND o.ended_at = s.ended_at
  WHERE COALESCE(o.ms_played, -1) > ?5 AND o.offline_at IS NOT NULL`;

/**
 * Repairs the ends of extended rows that cannot have ended in the second that several of them report. It looks at the
 * rows of whole seconds, whichever import brought them.
 * @returns how many ends it changed
 */
export function repairSharedSeconds(database: SqlDatabase, userId: number, span: Span): number {
  const changes: [number, number][] = [];
  const params = [userId, sourceIds.extended, span.from, span.to, minHeardOfSharedMs];
  database.each(rowsOfSharedSeconds, params, ([id, endedAt, msPlayed, offlineAt, repairedAt]) => {
    const end = sharedEnd({
      endedAt: endedAt as number,
      msPlayed: msPlayed as number,
      offlineAt: offlineAt as number,
    });
    if (end !== undefined && (repairedAt === null || end < (repairedAt as number)))
      changes.push([id as number, end]);
  });
  setColumn(database, 'repaired_at', changes);
  return changes.length;
}

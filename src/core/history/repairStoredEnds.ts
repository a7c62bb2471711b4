import { ColumnUpdater } from './columnUpdater.ts';
import { repairedEnd } from './lateEnd.ts';
import { sourceIds } from './observationWriter.ts';
import type { SqlDatabase } from './sqlDatabase.ts';

/** Known and true, of the flag `offline` (see 0001initial.ts). */
const offlineKnown = 16;
const offlineTrue = 32;

const late = `SELECT o.id, o.ended_at, o.ms_played, o.offline_at, w.word, o.flags, o.repaired_at
  FROM observations o LEFT JOIN words w ON w.id = o.reason_end
  WHERE o.source = ${sourceIds.extended} AND o.offline_at IS NOT NULL AND o.ms_played IS NOT NULL
    AND o.offline_at + o.ms_played < o.ended_at`;

/** Repairs the ends of listens that were stored before there was a rule for it. */
export function repairStoredEnds(database: SqlDatabase): void {
  const repairs: [number, number][] = [];
  database.each(late, [], (row) => {
    const [id, endedAt, msPlayed, offlineAt, reasonEnd, flags, repairedAt] = row;
    const isOffline = (Number(flags) & offlineTrue) !== 0;
    const end = repairedEnd({
      endedAt: Number(endedAt),
      msPlayed: Number(msPlayed),
      offlineAt: Number(offlineAt),
      reasonEnd: reasonEnd === null ? undefined : String(reasonEnd),
      offline: (Number(flags) & offlineKnown) === 0 ? undefined : isOffline,
    });
    if (end !== undefined && repairedAt === null) repairs.push([Number(id), end]);
  });
  new ColumnUpdater(database, 'observations', 'repaired_at').set(repairs);
}

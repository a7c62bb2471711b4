import { coveredGapMs, minuteMs } from '../matching.ts';
import type { Span } from '../matchingRun.ts';
import { sourceIds } from '../observationWriter.ts';
import type { SqlDatabase } from '../sqlDatabase.ts';
import { matchAccountRows, type MatchRows } from './accountRows.ts';
import { setColumn } from './setColumn.ts';
import type { TrackIdentity } from './trackIdentity.ts';

/** An account row that began or ceased to speak. */
export interface ChangedRow {
  readonly id: number;
  readonly endedAt: number;
}

const reach = coveredGapMs + minuteMs;

interface LoadedRows extends MatchRows {
  readonly ids: readonly number[];
}

/** Sets anew which account rows of a user speak, as far as rows within the span can matter. */
export function matchAccount(
  database: SqlDatabase,
  identity: TrackIdentity,
  userId: number,
  span: Span,
): ChangedRow[] {
  if (!isTouched(database, userId, span)) return [];
  const account = load(database, identity, userId, 'account', span.from - reach, span.to + reach);
  if (account.length === 0) return [];
  const first = account.endedAt[0] as number;
  const last = account.endedAt[account.length - 1] as number;
  const extended = load(database, identity, userId, 'extended', first - reach, last + reach);
  const speakers = matchAccountRows(account, extended);
  const before = speakersOf(database, userId, first, last);
  const changes: [number, number | null][] = [];
  const changed: ChangedRow[] = [];
  for (let row = 0; row < account.length; row++) {
    const id = account.ids[row] as number;
    const speaker = speakers[row] as number;
    const speakerId = speaker < 0 ? undefined : (extended.ids[speaker] as number);
    const known = before.get(id);
    if (known === speakerId) continue;
    changes.push([id, speakerId ?? null]);
    if ((known === undefined) !== (speakerId === undefined)) {
      changed.push({ id, endedAt: account.endedAt[row] as number });
    }
  }
  setColumn(database, 'superseded_by', changes);
  return changed;
}

/** Whether the span has rows that these rules look at: the plays of a poll change nothing among the others. */
function isTouched(database: SqlDatabase, userId: number, { from, to }: Span): boolean {
  const sql = `SELECT 1 FROM observations WHERE user_id = ? AND source = ? AND ended_at BETWEEN ? AND ? LIMIT 1`;
  return (['account', 'extended'] as const).some(
    (source) => database.row(sql, [userId, sourceIds[source], from, to]) !== undefined,
  );
}

/** Reads the index `observations_once` alone. */
const rowsOfSource = `SELECT id, ended_at, COALESCE(ms_played, -1), track FROM observations
  WHERE user_id = ? AND source = ? AND ended_at BETWEEN ? AND ? ORDER BY ended_at`;

function load(
  database: SqlDatabase,
  identity: TrackIdentity,
  userId: number,
  source: 'extended' | 'account',
  from: number,
  to: number,
): LoadedRows {
  const ids: number[] = [];
  const endedAt: number[] = [];
  const msPlayed: number[] = [];
  const names: number[] = [];
  database.each(rowsOfSource, [userId, sourceIds[source], from, to], (row) => {
    ids.push(row[0] as number);
    endedAt.push(row[1] as number);
    msPlayed.push(row[2] as number);
    names.push(identity.namesOf(row[3] as number));
  });
  return {
    length: ids.length,
    ids,
    endedAt: Float64Array.from(endedAt),
    msPlayed: Int32Array.from(msPlayed),
    names: Int32Array.from(names),
  };
}

function speakersOf(database: SqlDatabase, userId: number, from: number, to: number): Map<number, number> {
  const speakers = new Map<number, number>();
  const sql = `SELECT id, superseded_by FROM observations
    WHERE user_id = ? AND source = ? AND ended_at BETWEEN ? AND ? AND superseded_by IS NOT NULL`;
  database.each(sql, [userId, sourceIds.account, from, to], ([id, speaker]) => {
    speakers.set(Number(id), Number(speaker));
  });
  return speakers;
}

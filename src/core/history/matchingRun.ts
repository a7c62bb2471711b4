import { ColumnUpdater } from './columnUpdater.ts';
import { coveredGapMs, matchAccountRows, type MatchRows } from './matching.ts';
import { sourceIds } from './observationWriter.ts';
import { nameKey } from './resolveNames.ts';
import type { SqlDatabase } from './sqlDatabase.ts';
import type { TrackDictionary } from './trackDictionary.ts';

/** A stretch of time, both ends inclusive, Unix ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export const always: Span = { from: 0, to: Number.MAX_SAFE_INTEGER };

const reach = coveredGapMs + 60_000;

interface LoadedRows extends MatchRows {
  readonly ids: readonly number[];
}

/**
 * Sets anew which account rows of a user speak, as far as observations that came or changed within the span can
 * matter. It reads no more of the extended rows than lie around account rows.
 * @returns how many account rows ceased or began to speak
 */
export function runMatching(
  database: SqlDatabase,
  tracks: TrackDictionary,
  userId: number,
  span: Span,
): number {
  const numbers = new NameNumbers(tracks);
  const account = load(database, numbers, userId, 'account', span.from - reach, span.to + reach);
  if (account.length === 0) return 0;
  const first = account.endedAt[0] as number;
  const last = account.endedAt[account.length - 1] as number;
  const extended = load(database, numbers, userId, 'extended', first - reach, last + reach);
  const speakers = matchAccountRows(account, extended);
  const before = speakersOf(database, userId, first, last);
  const changes: [number, number | null][] = [];
  let changed = 0;
  for (let row = 0; row < account.length; row++) {
    const id = account.ids[row] as number;
    const speaker = speakers[row] as number;
    const speakerId = speaker < 0 ? undefined : (extended.ids[speaker] as number);
    const known = before.get(id);
    if (known === speakerId) continue;
    changes.push([id, speakerId ?? null]);
    if ((known === undefined) !== (speakerId === undefined)) changed++;
  }
  new ColumnUpdater(database, 'observations', 'superseded_by').set(changes);
  return changed;
}

/** A number for each pair of normalised title and artist, made where it is asked for. */
class NameNumbers {
  readonly #numbers = new Map<string, number>();
  readonly #ofTrack = new Map<number, number>();
  readonly #tracks: TrackDictionary;

  constructor(tracks: TrackDictionary) {
    this.#tracks = tracks;
  }

  of(trackId: number): number {
    let number = this.#ofTrack.get(trackId);
    if (number === undefined) {
      const key = nameKey(this.#tracks.byId(trackId));
      number = this.#numbers.get(key) ?? this.#numbers.size;
      this.#numbers.set(key, number);
      this.#ofTrack.set(trackId, number);
    }
    return number;
  }
}

/** Reads the index `observations_once` alone. */
const rowsOfSource = `SELECT id, ended_at, COALESCE(ms_played, -1), track FROM observations
  WHERE user_id = ? AND source = ? AND ended_at BETWEEN ? AND ? ORDER BY ended_at`;

function load(
  database: SqlDatabase,
  numbers: NameNumbers,
  userId: number,
  source: keyof typeof sourceIds,
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
    names.push(numbers.of(row[3] as number));
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

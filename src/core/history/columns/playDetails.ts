import { sources, type Source } from '../../../protocol/history/window.ts';
import type { PlayDetails } from '../../analytics/columns.ts';
import { sourceIds } from '../observationWriter.ts';
import type { SqlDatabase } from '../sqlDatabase.ts';
import { float64, Growing } from './growing.ts';
import { expectedRows, repairedOnly, speaksOf } from './listenRows.ts';
import { mergeOrder, type Ascending } from './mergeOrder.ts';
import type { Stretch } from './stretch.ts';

interface Part extends Ascending {
  /** Flags, and ids of the words of both reasons; see {@link packed}. */
  readonly packed: Float64Array;
}

/** Ids of words are below 2^20 by far: reasons are a few dozen, and the first rows bring them. */
const startUnit = 256;
const endUnit = startUnit * 2 ** 20;
const packed = `o.flags + ${startUnit} * COALESCE(o.reason_start, 0) + ${endUnit} * COALESCE(o.reason_end, 0)`;

/** A byte holds the number of a reason; where a source names more different ones the rest have this in common. */
const lastWord = 255;
const otherWord = 'other';

/** Reasons by small numbers, as they come; 0 = the source does not say. */
export class ReasonWords {
  readonly #numbers = new Map<number, number>([[0, 0]]);
  readonly #words: string[] = [''];
  readonly #database: SqlDatabase;

  constructor(database: SqlDatabase) {
    this.#database = database;
  }

  get words(): readonly string[] {
    return [...this.#words];
  }

  /** @param id of the table `words`, 0 = none */
  numberOf(id: number): number {
    let number = this.#numbers.get(id);
    if (number === undefined) {
      number = Math.min(this.#words.length, lastWord);
      this.#words[number] = number < lastWord ? this.#read(id) : otherWord;
      this.#numbers.set(id, number);
    }
    return number;
  }

  #read(id: number): string {
    return String(this.#database.row('SELECT word FROM words WHERE id = ?', [id])?.[0] ?? '');
  }
}

/**
 * Reads the details of the listens that `readListens` reads, in the same order.
 * @param lastId newest observation that counts; absent = all
 */
export function readDetails(
  database: SqlDatabase,
  userId: number,
  stretch: Stretch,
  words: ReasonWords,
  lastId = Number.MAX_SAFE_INTEGER,
): Omit<PlayDetails, 'words'> {
  const parts = sources.flatMap((source) => [
    readPart(database, userId, source, stretch, lastId),
    readRepaired(database, userId, source, stretch, lastId),
  ]);
  const order = mergeOrder(parts);
  const next = parts.map(() => 0);
  const flags = new Uint8Array(order.length);
  const reasonStart = new Uint8Array(order.length);
  const reasonEnd = new Uint8Array(order.length);
  for (let row = 0; row < order.length; row++) {
    const part = order[row]!;
    const value = parts[part]!.packed[next[part]!++]!;
    flags[row] = value % startUnit;
    reasonStart[row] = words.numberOf(Math.floor(value / startUnit) % (endUnit / startUnit));
    reasonEnd[row] = words.numberOf(Math.floor(value / endUnit));
  }
  return { flags, reasonStart, reasonEnd };
}

function readPart(
  database: SqlDatabase,
  userId: number,
  source: Source,
  { from, to }: Stretch,
  lastId: number,
): Part {
  const expected = expectedRows(database, { from, to });
  const endedAt = new Growing(float64, expected);
  const values = new Growing(float64, expected);
  const sql = `SELECT o.ended_at, ${packed} FROM observations o
    WHERE o.user_id = ? AND o.source = ? AND o.ended_at BETWEEN ? AND ? AND o.repaired_at IS NULL
      AND o.id <= ? ${speaksOf(source)}
    ORDER BY o.ended_at, o.track, COALESCE(o.ms_played, -1)`;
  database.each(sql, [userId, sourceIds[source], from, to, lastId], (row) => {
    endedAt.push(row[0] as number);
    values.push(row[1] as number);
  });
  return { length: endedAt.length, endedAt: endedAt.values, packed: values.values };
}

function readRepaired(
  database: SqlDatabase,
  userId: number,
  source: Source,
  { from, to }: Stretch,
  lastId: number,
): Part {
  const sql = `SELECT o.repaired_at, ${packed} FROM observations o ${repairedOnly}
    WHERE o.user_id = ? AND o.source = ? AND o.ended_at >= ? AND o.repaired_at IS NOT NULL
      AND o.repaired_at BETWEEN ? AND ? AND o.id <= ? ${speaksOf(source)}
    ORDER BY o.repaired_at, o.track, COALESCE(o.ms_played, -1)`;
  const rows = database.rows(sql, [userId, sourceIds[source], from, from, to, lastId]);
  return {
    length: rows.length,
    endedAt: Float64Array.from(rows, (row) => Number(row[0])),
    packed: Float64Array.from(rows, (row) => Number(row[1])),
  };
}

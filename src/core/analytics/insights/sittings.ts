import type { PlayColumns } from '../columns.ts';
import { KeptAnswers } from '../keptAnswers.ts';
import type { PlaySelection } from '../plays.ts';

/** The plays of a history cut into sessions. */
export interface Sittings {
  readonly count: number;
  /** Per session: its first play, as an index into the plays of the history; closed by their number. */
  readonly first: Int32Array;
}

/** The default, and what a conversation tries. */
const gapsKept = 3;
const sittingsKept = new KeptAnswers<PlaySelection, Sittings, number>(gapsKept);

/** Cuts where more than `gapMs` lie between the end of a play and the start of the next one; once for each gap. */
export function findSittings(columns: PlayColumns, history: PlaySelection, gapMs: number): Sittings {
  return sittingsKept.get(history, gapMs, () => cut(columns, history.rows, gapMs));
}

function cut(columns: PlayColumns, rows: Int32Array, gapMs: number): Sittings {
  const first = new Int32Array(rows.length + 1);
  let count = 0;
  let endedAt = -Infinity;
  for (let play = 0; play < rows.length; play++) {
    const row = rows[play]!;
    if (startOf(columns, row) - endedAt > gapMs) first[count++] = play;
    endedAt = columns.endedAt[row]!;
  }
  first[count] = rows.length;
  return { count, first: first.slice(0, count + 1) };
}

/** When a listen began, as far as is known: one of unknown length at its end. */
export function startOf({ endedAt, msPlayed }: PlayColumns, row: number): number {
  return endedAt[row]! - Math.max(0, msPlayed[row]!);
}

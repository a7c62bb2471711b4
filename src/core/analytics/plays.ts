import { kinds, type Kind } from '../../protocol/history/window.ts';
import type { PlayColumns } from './columns.ts';
import { beginningOfColumns, notePlaysBefore } from './continued.ts';
import { KeptAnswers } from './keptAnswers.ts';

/** Which listens count. */
export interface PlayRule {
  /**
   * Seconds heard from which a listen counts; 0 counts every listen, those of unknown length too. One whose source
   * reports finished plays only (`estimated`) always counts.
   */
  readonly minSeconds: number;
  readonly kind: Kind | 'all';
}

/** All listens of a history that count as plays. */
export interface PlaySelection {
  /** Rows of the plays, ascending by end. */
  readonly rows: Int32Array;
  /** Per track: where in `rows` its first play is; `rows.length` for a track without plays. */
  readonly firstPlay: Int32Array;
}

/** Rules kept per history: the default one, and what a conversation switches to and back. */
const rulesKept = 3;
const selections = new KeptAnswers<PlayColumns, PlaySelection>(rulesKept);

/** Applies a rule to the whole history: once, then the selection is kept with the columns. */
export function selectPlays(columns: PlayColumns, rule: PlayRule): PlaySelection {
  return selections.get(columns, keyOf(rule), () => applyRule(columns, rule));
}

function applyRule(columns: PlayColumns, rule: PlayRule): PlaySelection {
  const { length, kind, msPlayed, estimated, track, catalogue } = columns;
  // Unknown lengths are −1.
  const minMs = rule.minSeconds === 0 ? -1 : rule.minSeconds * 1000;
  const wanted = kindIndex(rule.kind);
  const same = selectionBefore(columns, rule);
  const all = new Int32Array(length);
  let count = same?.plays ?? 0;
  if (same !== undefined) all.set(same.selection.rows.subarray(0, count));
  for (let row = same?.rows ?? 0; row < length; row++) {
    if ((msPlayed[row]! >= minMs || estimated[row] === 1) && (wanted < 0 || kind[row] === wanted))
      all[count++] = row;
  }
  const rows = count === length ? all : all.slice(0, count);
  const firstPlay = new Int32Array(catalogue.trackName.length).fill(count);
  if (same !== undefined) {
    const { firstPlay: before } = same.selection;
    for (let id = 0; id < before.length; id++) if (before[id]! < same.plays) firstPlay[id] = before[id]!;
  }
  const from = same?.plays ?? 0;
  for (let i = count - 1; i >= from; i--) {
    const id = track[rows[i]!]!;
    // What a play before has is not in this part.
    if (firstPlay[id]! >= from) firstPlay[id] = i;
  }
  const selection = { rows, firstPlay };
  if (same !== undefined) notePlaysBefore(selection, same.selection, same.columns, same.plays);
  return selection;
}

interface SelectionBefore {
  readonly selection: PlaySelection;
  readonly columns: PlayColumns;
  /** Rows of the columns, and plays among them, that are the same. */
  readonly rows: number;
  readonly plays: number;
}

function selectionBefore(columns: PlayColumns, rule: PlayRule): SelectionBefore | undefined {
  const beginning = beginningOfColumns(columns);
  const selection = beginning && selections.peek(beginning.before, keyOf(rule));
  if (beginning === undefined || selection === undefined) return undefined;
  const plays = lowerBound(selection.rows.length, (index) => selection.rows[index]! < beginning.length);
  return { selection, columns: beginning.before, rows: beginning.length, plays };
}

function keyOf({ kind, minSeconds }: PlayRule): string {
  return `${kind} ${minSeconds}`;
}

/** How many listens of a kind lie in a range of rows, whatever their length. */
export function countListens(columns: PlayColumns, rule: PlayRule, first: number, end: number): number {
  const wanted = kindIndex(rule.kind);
  if (wanted < 0) return end - first;
  let count = 0;
  for (let row = first; row < end; row++) if (columns.kind[row] === wanted) count++;
  return count;
}

function kindIndex(kind: Kind | 'all'): number {
  return kind === 'all' ? -1 : kinds.indexOf(kind);
}

/** The first row that ended at an instant or later. */
export function firstRowAt(columns: PlayColumns, instant: number): number {
  return lowerBound(columns.length, (row) => columns.endedAt[row]! < instant);
}

/** The first of some play rows that ended at an instant or later, as an index into them. */
export function firstPlayAt(columns: PlayColumns, rows: Int32Array, instant: number): number {
  return lowerBound(rows.length, (index) => columns.endedAt[rows[index]!]! < instant);
}

function lowerBound(length: number, isBefore: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

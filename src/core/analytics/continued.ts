import type { PlayColumns } from './columns.ts';
import type { PlaySelection } from './plays.ts';

/** What two histories have in common: their first rows, or their first plays. */
export interface Beginning<T> {
  readonly before: T;
  readonly length: number;
}

interface KeptBeginning<T extends object> {
  readonly before: WeakRef<T>;
  readonly length: number;
}

/*
 * After a poll nearly all is as it was. What was worked out for the columns before is continued rather than made anew,
 * as long as they are still there: the references are weak, and the platform keeps what they name until the question
 * that made them is answered.
 */
const columnsBefore = new WeakMap<PlayColumns, KeptBeginning<PlayColumns>>();
const selectionsBefore = new WeakMap<
  PlaySelection,
  KeptBeginning<PlaySelection> & { columns: WeakRef<PlayColumns> }
>();

/** Notes that columns begin with the same rows, tracks by the same numbers. @param length how many rows */
export function noteColumnsBefore(columns: PlayColumns, before: PlayColumns, length: number): void {
  columnsBefore.set(columns, { before: new WeakRef(before), length });
}

/** The columns before, if they are still there. */
export function beginningOfColumns(columns: PlayColumns): Beginning<PlayColumns> | undefined {
  const kept = columnsBefore.get(columns);
  const before = kept?.before.deref();
  return kept === undefined || before === undefined ? undefined : { before, length: kept.length };
}

/** Notes that the plays of a history begin with the same ones. @param length how many plays */
export function notePlaysBefore(
  history: PlaySelection,
  before: PlaySelection,
  columns: PlayColumns,
  length: number,
): void {
  selectionsBefore.set(history, { before: new WeakRef(before), columns: new WeakRef(columns), length });
}

/** The plays before and the columns that they are of, if they are still there. */
export function beginningOfPlays(
  history: PlaySelection,
): (Beginning<PlaySelection> & { readonly columns: PlayColumns }) | undefined {
  const kept = selectionsBefore.get(history);
  const before = kept?.before.deref();
  const columns = kept?.columns.deref();
  if (kept === undefined || before === undefined || columns === undefined) return undefined;
  return { before, columns, length: kept.length };
}

import type { PlayDetails } from '../../analytics/columns.ts';
import { emptyRows, type ListenRows } from './listenRows.ts';
import type { Stretch } from './stretch.ts';

/** Rows of columns. */
export interface Range {
  readonly first: number;
  /** Exclusive. */
  readonly end: number;
}

/** The rows that ended within a stretch. */
export function rangeOf({ endedAt }: Pick<ListenRows, 'endedAt'>, { from, to }: Stretch): Range {
  return {
    first: lowerBound(endedAt, (at) => at < from),
    end: lowerBound(endedAt, (at) => at <= to),
  };
}

function lowerBound(values: Float64Array, isBefore: (value: number) => boolean): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(values[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** New columns in which rows have been replaced. @param ranges ascending, apart; as many as `replacements` */
export function spliceListens(
  rows: ListenRows,
  ranges: readonly Range[],
  replacements: readonly ListenRows[],
): ListenRows {
  const lengths = replacements.map(({ length }) => length);
  const result = emptyRows(lengthAfter(rows.length, ranges, lengths));
  for (const column of ['endedAt', 'msPlayed', 'estimated', 'track', 'kind', 'source'] as const) {
    fill(
      result[column],
      rows[column],
      ranges,
      replacements.map((one) => one[column]),
    );
  }
  return result;
}

/** The same for details. @param words of all of them */
export function spliceDetails(
  details: PlayDetails,
  ranges: readonly Range[],
  replacements: readonly Omit<PlayDetails, 'words'>[],
  words: readonly string[],
): PlayDetails {
  const lengths = replacements.map(({ flags }) => flags.length);
  const length = lengthAfter(details.flags.length, ranges, lengths);
  const result = {
    flags: new Uint8Array(length),
    reasonStart: new Uint8Array(length),
    reasonEnd: new Uint8Array(length),
    words,
  };
  for (const column of ['flags', 'reasonStart', 'reasonEnd'] as const) {
    fill(
      result[column],
      details[column],
      ranges,
      replacements.map((one) => one[column]),
    );
  }
  return result;
}

function lengthAfter(length: number, ranges: readonly Range[], lengths: readonly number[]): number {
  const gone = ranges.reduce((sum, { first, end }) => sum + end - first, 0);
  return length - gone + lengths.reduce((sum, one) => sum + one, 0);
}

type Column = Float64Array | Int32Array | Uint8Array;

function fill(
  target: Column,
  column: Column,
  ranges: readonly Range[],
  replacements: readonly Column[],
): void {
  let from = 0;
  let at = 0;
  const copy = (values: Column): void => {
    target.set(values, at);
    at += values.length;
  };
  for (const [index, { first, end }] of ranges.entries()) {
    copy(column.subarray(from, first));
    copy(replacements[index]!);
    from = end;
  }
  copy(column.subarray(from));
}

import { InputError } from '../../errors.ts';
import { upstreamText } from '../../spotify/upstreamText.ts';
import type { SqlValue } from '../sqlDatabase.ts';

/** Longest cell of an answer, in characters; what is longer is cut. */
export const longestCell = 2_000;
const shownBytes = 32;
/** Longest text that is passed as a parameter, in characters. */
const longestParam = 10_000;

/**
 * The values for the `?` of a statement.
 * @throws InputError for a wrong number of them, or for one that is too long
 */
export function queryValues(params: readonly string[], placeholders: number): SqlValue[] {
  if (params.length !== placeholders) {
    throw new InputError(`params: ${params.length} were passed for ${placeholders} ? in sql.`, {
      hint: 'Pass as many values as there are ? in the statement, in their order.',
    });
  }
  const tooLong = params.findIndex((value) => value.length > longestParam);
  if (tooLong < 0) return [...params];
  throw new InputError(`params[${tooLong}]: longer than ${longestParam} characters.`, {
    hint: 'Pass plain values; for a list write one ? for each of its members.',
  });
}

/** A cell as JSON can say it: names come from strangers, so texts are one harmless line of bounded length. */
export function answerCell(value: SqlValue): string | number | null {
  if (typeof value === 'string') return upstreamText(value, longestCell);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value === null) return null;
  const hex = Array.from(value.subarray(0, shownBytes), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
  return `x'${hex}${value.length > shownBytes ? '…' : ''}'`;
}

import { InputError } from '../../errors.ts';
import { upstreamText } from '../../spotify/upstreamText.ts';
import type { SqlValue } from '../sqlDatabase.ts';

/** Longest cell of an answer, in characters; what is longer is cut. */
export const longestCell = 2_000;
const shownBytes = 32;

/**
 * The values for the `?` of a statement.
 * @throws InputError for a wrong number of them
 */
export function queryValues(params: readonly string[], placeholders: number): SqlValue[] {
  if (params.length !== placeholders) {
    throw new InputError(`params: ${params.length} were passed for ${placeholders} ? in sql.`, {
      hint: 'Pass as many values as there are ? in the statement, in their order.',
    });
  }
  return [...params];
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

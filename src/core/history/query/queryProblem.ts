import { AppError, InputError } from '../../errors.ts';
import { upstreamText } from '../../spotify/upstreamText.ts';
import { viewColumns } from './listenViews.ts';

const longestReason = 200;
const narrower =
  'Ask for less: a range of ended_ms, an aggregate, fewer joins, a LIMIT inside; the other history tools count millions of plays in milliseconds.';

/** What SQLite says of a statement, in a sentence and a next step. */
export function queryProblem(error: unknown): AppError {
  if (AppError.is(error)) return error;
  const reason = error instanceof Error ? error.message : String(error);
  if (/out of memory|too big|allocation/i.test(reason)) return tooMuchMemory(error);
  const isUnknown = /no such (column|table)/i.test(reason);
  return new InputError(`SQL: ${upstreamText(reason, longestReason)}.`, {
    cause: error,
    hint: isUnknown
      ? `The view listens has ${viewColumns.listens.map(({ name }) => name).join(', ')}; history://schema shows the rest.`
      : 'Correct the statement (SQLite dialect); history://schema shows tables and examples.',
  });
}

export function tooMuchMemory(cause?: unknown): InputError {
  return new InputError('The statement takes more memory than it may, and was stopped.', {
    hint: narrower,
    cause,
  });
}

/** @param seconds how long it ran */
export function tooMuchTime(seconds: number): InputError {
  return new InputError(`The statement was stopped after ${seconds} seconds.`, { hint: narrower });
}

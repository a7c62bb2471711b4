import type { Operation } from '../../operation.ts';

/** An operation that Spotify gives only to apps with extended quota. */
export interface ExtendedOperation<Params, Result> extends Operation<Params, Result> {
  readonly method: 'GET';
  /** What an agent does here where Spotify refuses: one sentence in terms of tools. */
  readonly instead: string;
}

/** Fixes the types of an operation's object; does nothing else. */
export function defineExtended<Params, Result>(
  operation: ExtendedOperation<Params, Result>,
): ExtendedOperation<Params, Result> {
  return operation;
}

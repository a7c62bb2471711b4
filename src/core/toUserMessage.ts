import { toAppError } from './errorCodec.ts';

/** One sentence and one next step for a person. */
export function toUserMessage(error: unknown): string {
  const { message, hint } = toAppError(error);
  return hint === undefined ? message : `${message} ${hint}`;
}

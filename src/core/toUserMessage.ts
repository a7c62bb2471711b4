import { toAppError } from './errorCodec.ts';
import { withoutSecretShapes } from './observe/redaction/secretShapes.ts';

/** One sentence and one next step for a person, without what looks like a secret. */
export function toUserMessage(error: unknown): string {
  const { message, hint } = toAppError(error);
  return withoutSecretShapes(hint === undefined ? message : `${message} ${hint}`);
}

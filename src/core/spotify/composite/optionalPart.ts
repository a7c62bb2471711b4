import type { FailedPart } from '../../../protocol/spotify/writes.ts';
import { AppError, CancelledError } from '../../errors.ts';
import { toUserMessage } from '../../toUserMessage.ts';

/** A part of an answer, or why it is missing. */
export type Part<T> =
  | { readonly value: T; readonly failed?: undefined; readonly error?: undefined }
  | { readonly value?: undefined; readonly failed: FailedPart; readonly error: AppError };

/**
 * A part that the rest of the answer can do without.
 * @param item what it is, for the sentence that says why it is missing
 * @throws CancelledError; what is no error of ours
 */
export async function partOf<T>(item: string, promise: Promise<T>): Promise<Part<T>> {
  try {
    return { value: await promise };
  } catch (error) {
    if (CancelledError.is(error) || !AppError.is(error)) throw error;
    return { failed: { item, why: toUserMessage(error) }, error };
  }
}

/** What is missing, as answers name it: absent where nothing is. */
export function missingOf(parts: readonly Part<unknown>[]): { missing?: FailedPart[] } {
  const missing = parts.flatMap(({ failed }) => failed ?? []);
  return missing.length === 0 ? {} : { missing };
}

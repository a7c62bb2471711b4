import { AppError } from '../../core/errors.ts';
import { AuthError } from '../../core/spotify/spotifyErrors.ts';

/** The place of the secrets cannot be used. @param hint the next step */
export function secretsError(message: string, hint: string, cause?: unknown): AuthError {
  return new AuthError('secretsUnavailable', message, { hint, cause });
}

/** Does something with the place of the secrets; what it throws becomes AuthError `secretsUnavailable`. */
export async function guardedSecrets<T>(message: string, hint: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (AppError.is(error)) throw error;
    throw secretsError(message, hint, error);
  }
}

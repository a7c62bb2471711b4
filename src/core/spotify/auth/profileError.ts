import type { AppError } from '../../errors.ts';
import { readApiError } from '../http/apiError.ts';
import { errorFromResponse, type FailedOperation } from '../http/errorFromResponse.ts';
import { retryAfterMs } from '../http/retryAfter.ts';
import { QuotaExceeded, RateLimited } from '../spotifyErrors.ts';
import type { Access } from '../tokenSource.ts';
import type { TransportResponse } from '../transport.ts';

const operation: FailedOperation = {
  id: 'get-current-users-profile',
  method: 'GET',
  path: '/me',
  family: 'profile',
};

/** Where Spotify does not say how long: a quota tends to last for hours (observed 2026). */
const quotaWaitMs = 3_600_000;
const rateWaitMs = 30_000;

/**
 * The error behind an answer to the first question after consent that is not 200.
 * @param access what was asked with
 * @param now Unix ms
 */
export function profileError(access: Access, response: TransportResponse, now: number): AppError {
  if (response.status !== 429) return errorFromResponse(operation, access, response);
  const cause = new Error(`${operation.id}: 429`);
  const wait = retryAfterMs(response, now);
  if (readApiError(response).reason === 'QUOTA_EXCEEDED') {
    return new QuotaExceeded('The quota of the Spotify developer account is used up.', {
      cause,
      until: now + (wait ?? quotaWaitMs),
      hint: 'Sign in again when the quota is free, about a day after its first use.',
    });
  }
  return new RateLimited('Spotify is asked too often just now.', {
    cause,
    until: now + (wait ?? rateWaitMs),
    hint: 'Wait a little, then sign in again.',
  });
}

import type { AppError } from '../../errors.ts';
import { Unavailable, type UnavailableReason } from '../spotifyErrors.ts';

/** A write was sent, and whether it was carried out is not known. */
export class OutcomeUnknown extends Unavailable {
  static override is(this: void, error: unknown): error is OutcomeUnknown {
    return error instanceof OutcomeUnknown;
  }
}

/**
 * A write that was sent and not answered: it may have been done or not. Never repeated here; the caller reads what
 * is true now.
 */
export function outcomeUnknown(reason: UnavailableReason, cause: unknown): OutcomeUnknown {
  return new OutcomeUnknown(reason, 'Spotify did not confirm the change; it may have been made or not.', {
    cause,
    hint: 'Read what is true now, such as with spotify_status or the list that was changed, before you repeat it.',
  });
}

/** Codes of the platform for a connection that never came about. */
const notConnected = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN'],
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** The error of a write as its caller must see it: as it is where nothing was sent, else {@link outcomeUnknown}. */
export function writeError(error: unknown): unknown {
  if (!Unavailable.is(error) || error.reason === 'paused') return error;
  return wasSent(error) ? outcomeUnknown(error.reason as UnavailableReason, error) : error;
}

function wasSent({ cause }: AppError): boolean {
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) return true;
  return !notConnected.has(String(cause.code));
}

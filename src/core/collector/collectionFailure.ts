import type { CollectFailure } from '../../protocol/collect/collectRequests.ts';
import { toAppError } from '../errorCodec.ts';
import { errorCodes, type AppError } from '../errors.ts';
import { toUserMessage } from '../toUserMessage.ts';
import { shorten } from '../spotify/upstreamText.ts';

/** Why an account could not be collected, and what that means for the next attempt. */
export interface CollectionFailure {
  readonly kind: CollectFailure;
  /** One sentence, for the record. */
  readonly sentence: string;
  /** What it means and the next step, for the user. */
  readonly message: string;
  /** Unix ms before which asking makes no sense. */
  readonly until?: number;
}

const longestSentence = 240;

export function collectionFailure(error: unknown): CollectionFailure {
  const known = toAppError(error);
  const kind = kindOf(known);
  return {
    kind,
    sentence: shorten(known.message, longestSentence),
    message: toUserMessage(known),
    ...(known.until !== undefined && kind !== 'signed_out' && { until: known.until }),
  };
}

function kindOf({ code, reason }: AppError): CollectFailure {
  switch (code) {
    case errorCodes.auth:
      // A keyring that is locked opens again by itself.
      return reason === 'secretsUnavailable' ? 'other' : 'signed_out';
    case errorCodes.forbidden:
      return reason === 'missingScope' ? 'signed_out' : 'other';
    case errorCodes.rateLimited:
      return 'rate_limited';
    case errorCodes.quotaExceeded:
      return 'quota';
    case errorCodes.unavailable:
      return 'outage';
    case errorCodes.schema:
      return 'bad_answer';
    case errorCodes.cancelled:
      return 'cancelled';
    default:
      return 'other';
  }
}

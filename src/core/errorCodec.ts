import { ZodError } from 'zod';
import type { WireError } from '../protocol/messages.ts';
import {
  AppError,
  CancelledError,
  ConfigError,
  errorCodes,
  HistoryError,
  HostError,
  ImportError,
  InputError,
  type HistoryReason,
  type HostReason,
  type ImportReason,
} from './errors.ts';
import { withoutSecretShapes } from './observe/redaction/secretShapes.ts';
import {
  AuthError,
  EndpointUnavailable,
  ForbiddenError,
  NoActiveDevice,
  NotFound,
  PlayerRefused,
  PremiumRequired,
  QuotaExceeded,
  RateLimited,
  SchemaError,
  SpotifyRefused,
  Unavailable,
  type AuthReason,
  type ForbiddenReason,
  type UnavailableReason,
} from './spotify/spotifyErrors.ts';
import { shorten } from './spotify/upstreamText.ts';

/** Mistakes that one error names, and how long it says each, in characters: a list of thousands is one mistake. */
const namedIssues = 3;
const longestIssue = 500;

/** Any thrown value as one of ours: validation becomes {@link InputError}, the unexpected keeps its cause. */
export function toAppError(error: unknown): AppError {
  if (AppError.is(error)) return error;
  if (error instanceof ZodError) {
    const words = error.issues.slice(0, namedIssues).map(issueInWords);
    const more = error.issues.length - words.length;
    return new InputError(`${words.join('; ')}${more > 0 ? `; and ${more} more like these` : ''}.`, {
      cause: error,
      hint: 'Correct the arguments and call again.',
    });
  }
  if (error instanceof Error && error.name === 'AbortError')
    return new CancelledError(undefined, { cause: error });
  return new AppError(errorCodes.internal, 'Something went wrong inside Backbeat.', {
    cause: error,
    hint: 'Try again; if it stays, run "Backbeat: Show Log" or `backbeat doctor` and report what they say.',
  });
}

function issueInWords({ path, message }: { path: PropertyKey[]; message: string }): string {
  const said = message.replace(
    /^Invalid input: expected (\w+), received undefined$/,
    'is missing (expected $1)',
  );
  const words = path.length === 0 ? said : `${path.map(String).join('.')}: ${said}`;
  return shorten(words, longestIssue);
}

/** The error as it crosses a link: without what looks like a secret; causes stay on their side, in its log. */
export function errorToWire(error: unknown): WireError {
  const { code, message, hint, reason, until } = toAppError(error);
  return {
    code,
    message: withoutSecretShapes(message),
    ...(hint === undefined ? {} : { hint: withoutSecretShapes(hint) }),
    ...(reason === undefined ? {} : { reason }),
    ...(until === undefined ? {} : { until }),
  };
}

/** The typed error behind a wire error, so that `X.is(e, reason)` works on both sides. */
export function errorFromWire({ code, message, hint, reason, until }: WireError): AppError {
  const details = { ...(hint === undefined ? {} : { hint }), until };
  switch (code) {
    case errorCodes.input:
      return new InputError(message, details);
    case errorCodes.config:
      return new ConfigError(message, details);
    case errorCodes.history:
      return new HistoryError(reason as HistoryReason, message, details);
    case errorCodes.import:
      return new ImportError(reason as ImportReason, message, details);
    case errorCodes.host:
      return new HostError(reason as HostReason, message, details);
    case errorCodes.cancelled:
      return new CancelledError(message, details);
    case errorCodes.auth:
      return new AuthError(reason as AuthReason, message, details);
    case errorCodes.forbidden:
      return new ForbiddenError(reason as ForbiddenReason, message, details);
    case errorCodes.premiumRequired:
      return new PremiumRequired(message, details);
    case errorCodes.noActiveDevice:
      return new NoActiveDevice(message, details);
    case errorCodes.playerRefused:
      return new PlayerRefused(reason ?? 'UNKNOWN', message, details);
    case errorCodes.notFound:
      return new NotFound(message, details);
    case errorCodes.refused:
      return new SpotifyRefused(message, details);
    case errorCodes.rateLimited:
      return new RateLimited(message, { ...details, until: until ?? 0 });
    case errorCodes.quotaExceeded:
      return new QuotaExceeded(message, { ...details, until: until ?? 0 });
    case errorCodes.endpointUnavailable:
      return new EndpointUnavailable(message, details);
    case errorCodes.unavailable:
      return new Unavailable(reason as UnavailableReason, message, details);
    case errorCodes.schema:
      return new SchemaError(message, details);
    default:
      return new AppError(errorCodes.internal, message, details);
  }
}

import { AppError, errorCodes, type ErrorDetails } from '../errors.ts';

export type AuthReason =
  | 'signedOut'
  | 'noClientId'
  | 'expired'
  | 'revoked'
  | 'missingScope'
  | 'needsUser'
  | 'denied'
  | 'stateMismatch'
  | 'badClient'
  | 'badRedirect'
  | 'badCode'
  | 'timedOut'
  | 'portTaken'
  | 'noBrowser'
  | 'secretsUnavailable'
  | 'unknownAccount';
/** Nobody is signed in, a sign-in ended or failed, or it does not reach far enough. */
export class AuthError extends AppError {
  constructor(reason: AuthReason, message: string, details: ErrorDetails = {}) {
    super(errorCodes.auth, message, { ...details, reason });
  }
  static override is(this: void, error: unknown, reason?: AuthReason): error is AuthError {
    return error instanceof AuthError && (reason === undefined || error.reason === reason);
  }
}

export type ForbiddenReason = 'notOnUserList' | 'missingScope' | 'ownerNotPremium' | 'other';
/** Spotify knows the user and refuses: the app's user list, a scope, the app owner's subscription, or unsaid. */
export class ForbiddenError extends AppError {
  constructor(reason: ForbiddenReason, message: string, details: ErrorDetails = {}) {
    super(errorCodes.forbidden, message, { ...details, reason });
  }
  static override is(this: void, error: unknown, reason?: ForbiddenReason): error is ForbiddenError {
    return error instanceof ForbiddenError && (reason === undefined || error.reason === reason);
  }
}

/** The user's plan does not allow it: player commands need Premium. */
export class PremiumRequired extends AppError {
  constructor(message: string, details: ErrorDetails = {}) {
    super(errorCodes.premiumRequired, message, details);
  }
  static override is(this: void, error: unknown): error is PremiumRequired {
    return error instanceof PremiumRequired;
  }
}

/** No device plays or waits for commands. */
export class NoActiveDevice extends AppError {
  constructor(message: string, details: ErrorDetails = {}) {
    super(errorCodes.noActiveDevice, message, details);
  }
  static override is(this: void, error: unknown): error is NoActiveDevice {
    return error instanceof NoActiveDevice;
  }
}

/** The player understood and refuses; `reason` is Spotify's own word, such as `NO_NEXT_TRACK` or `UNKNOWN`. */
export class PlayerRefused extends AppError {
  constructor(reason: string, message: string, details: ErrorDetails = {}) {
    super(errorCodes.playerRefused, message, { ...details, reason });
  }
  static override is(this: void, error: unknown, reason?: string): error is PlayerRefused {
    return error instanceof PlayerRefused && (reason === undefined || error.reason === reason);
  }
}

/** Spotify has no such item, or does not show it to this account. */
export class NotFound extends AppError {
  constructor(message: string, details: ErrorDetails = {}) {
    super(errorCodes.notFound, message, details);
  }
  static override is(this: void, error: unknown): error is NotFound {
    return error instanceof NotFound;
  }
}

/** Spotify calls the request itself wrong (400 and other 4xx without a class of their own). */
export class SpotifyRefused extends AppError {
  constructor(message: string, details: ErrorDetails = {}) {
    super(errorCodes.refused, message, details);
  }
  static override is(this: void, error: unknown): error is SpotifyRefused {
    return error instanceof SpotifyRefused;
  }
}

/** Too many requests in a short time; `until` says when the next one makes sense. */
export class RateLimited extends AppError {
  constructor(message: string, details: ErrorDetails & { readonly until: number }) {
    super(errorCodes.rateLimited, message, details);
  }
  static override is(this: void, error: unknown): error is RateLimited {
    return error instanceof RateLimited;
  }
}

/** The developer account's quota for this family of endpoints is used up; `until` says how long at least. */
export class QuotaExceeded extends AppError {
  constructor(message: string, details: ErrorDetails & { readonly until: number }) {
    super(errorCodes.quotaExceeded, message, details);
  }
  static override is(this: void, error: unknown): error is QuotaExceeded {
    return error instanceof QuotaExceeded;
  }
}

/** Spotify does not give this operation to this app; the hint names what to use instead. */
export class EndpointUnavailable extends AppError {
  constructor(message: string, details: ErrorDetails = {}) {
    super(errorCodes.endpointUnavailable, message, details);
  }
  static override is(this: void, error: unknown): error is EndpointUnavailable {
    return error instanceof EndpointUnavailable;
  }
}

export type UnavailableReason = 'offline' | 'timeout' | 'server' | 'paused';
/** Spotify could not be reached or failed; `paused` = several failures in a row, not asked again until `until`. */
export class Unavailable extends AppError {
  constructor(reason: UnavailableReason, message: string, details: ErrorDetails = {}) {
    super(errorCodes.unavailable, message, { ...details, reason });
  }
  static override is(this: void, error: unknown, reason?: UnavailableReason): error is Unavailable {
    return error instanceof Unavailable && (reason === undefined || error.reason === reason);
  }
}

/** Spotify answered something that does not fit its own contract. */
export class SchemaError extends AppError {
  constructor(message: string, details: ErrorDetails = {}) {
    super(errorCodes.schema, message, details);
  }
  static override is(this: void, error: unknown): error is SchemaError {
    return error instanceof SchemaError;
  }
}

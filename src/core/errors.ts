/** Stable codes of the errors that a user, an agent or another process can meet. */
export const errorCodes = {
  input: 'INPUT_ERROR',
  config: 'CONFIG_ERROR',
  history: 'HISTORY_ERROR',
  import: 'IMPORT_ERROR',
  host: 'HOST_ERROR',
  auth: 'AUTH_ERROR',
  forbidden: 'FORBIDDEN',
  premiumRequired: 'PREMIUM_REQUIRED',
  noActiveDevice: 'NO_ACTIVE_DEVICE',
  playerRefused: 'PLAYER_REFUSED',
  notFound: 'NOT_FOUND',
  refused: 'SPOTIFY_REFUSED',
  rateLimited: 'RATE_LIMITED',
  quotaExceeded: 'QUOTA_EXCEEDED',
  endpointUnavailable: 'ENDPOINT_UNAVAILABLE',
  unavailable: 'SPOTIFY_UNAVAILABLE',
  schema: 'SCHEMA_ERROR',
  cancelled: 'CANCELLED',
  internal: 'INTERNAL_ERROR',
} as const;
export type ErrorCode = (typeof errorCodes)[keyof typeof errorCodes];

export interface ErrorDetails {
  /** The next step, as one sentence that a person or an agent can follow. */
  readonly hint?: string;
  readonly cause?: unknown;
  /** Unix ms from which the same call makes sense again; `undefined` where waiting is not the remedy. */
  readonly until?: number | undefined;
}

/** Base of every error that Backbeat throws on purpose: a code, one sentence, the next step, the cause. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  /** Finer than the code; each subclass lists its own. */
  readonly reason: string | undefined;
  /** Unix ms from which the same call makes sense again. */
  readonly until: number | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails & { reason?: string } = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.code = code;
    this.hint = details.hint;
    this.reason = details.reason;
    this.until = details.until;
  }

  static is(this: void, error: unknown): error is AppError {
    return error instanceof AppError;
  }
}

/** The caller asked for something that cannot be: the sentence says what, the hint what can. */
export class InputError extends AppError {
  constructor(message: string, details: ErrorDetails = {}) {
    super(errorCodes.input, message, details);
  }
  static override is(this: void, error: unknown): error is InputError {
    return error instanceof InputError;
  }
}

/** A setting, an environment variable or an option has a value that cannot be used. */
export class ConfigError extends AppError {
  constructor(message: string, details: ErrorDetails = {}) {
    super(errorCodes.config, message, details);
  }
  static override is(this: void, error: unknown): error is ConfigError {
    return error instanceof ConfigError;
  }
}

export type HistoryReason = 'empty' | 'newer' | 'damaged' | 'unwritable' | 'unknownAccount';
/** The history cannot answer or cannot be stored. */
export class HistoryError extends AppError {
  constructor(reason: HistoryReason, message: string, details: ErrorDetails = {}) {
    super(errorCodes.history, message, { ...details, reason });
  }
  static override is(this: void, error: unknown, reason?: HistoryReason): error is HistoryError {
    return error instanceof HistoryError && (reason === undefined || error.reason === reason);
  }
}

export type ImportReason =
  | 'notFound'
  | 'noPermission'
  | 'unreadable'
  | 'notAnExport'
  | 'encrypted'
  | 'truncated'
  | 'technicalLog'
  | 'noHistory'
  | 'tooLarge'
  | 'bomb';
/** What was handed over cannot be imported at all. What one file of several lacks is said in the report. */
export class ImportError extends AppError {
  constructor(reason: ImportReason, message: string, details: ErrorDetails = {}) {
    super(errorCodes.import, message, { ...details, reason });
  }
  static override is(this: void, error: unknown, reason?: ImportReason): error is ImportError {
    return error instanceof ImportError && (reason === undefined || error.reason === reason);
  }
}

export type HostReason = 'gone' | 'unreachable' | 'versionMismatch' | 'refused';
/** The process that holds the data directory cannot be used. */
export class HostError extends AppError {
  constructor(reason: HostReason, message: string, details: ErrorDetails = {}) {
    super(errorCodes.host, message, { ...details, reason });
  }
  static override is(this: void, error: unknown, reason?: HostReason): error is HostError {
    return error instanceof HostError && (reason === undefined || error.reason === reason);
  }
}

/** The caller cancelled. What was stored until then stays. */
export class CancelledError extends AppError {
  constructor(message = 'Cancelled.', details: ErrorDetails = {}) {
    super(errorCodes.cancelled, message, details);
  }
  static override is(this: void, error: unknown): error is CancelledError {
    return error instanceof CancelledError;
  }
}

/** Throws {@link CancelledError} if the signal was raised. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new CancelledError();
}

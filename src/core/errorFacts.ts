import { errorCodes, type ErrorCode } from './errors.ts';

/** What an error of ours says, apart from its class. */
export interface ErrorFacts {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly reason?: string | undefined;
  /** Unix ms from which the same call makes sense again. */
  readonly until?: number | undefined;
}

const known: ReadonlySet<unknown> = new Set(Object.values(errorCodes));

/**
 * Reads one of our errors by its fields: a class that two bundles hold exists twice, so `instanceof` does not
 * know an error that the other bundle threw. `undefined` for every other value.
 */
export function errorFacts(error: unknown): ErrorFacts | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, message, hint, reason, until } = error as Error & Partial<Record<keyof ErrorFacts, unknown>>;
  if (!known.has(code)) return undefined;
  return {
    code: code as ErrorCode,
    message,
    hint: typeof hint === 'string' ? hint : undefined,
    reason: typeof reason === 'string' ? reason : undefined,
    until: typeof until === 'number' ? until : undefined,
  };
}

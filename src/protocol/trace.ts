import * as z from 'zod';

/**
 * What ties together everything that one tool call, command or job causes: its correlation id (32 hex digits, the
 * trace id of W3C Trace Context) and, where spans are recorded, `-` and the span id (16 hex digits) under way.
 */
const traceForm = /^[0-9a-f]{32}(-[0-9a-f]{16})?$/;

const correlationDigits = 32;

/** A trace as it comes with a message; one of another form is no reason to refuse the message. */
export const wireTrace = z.string().regex(traceForm).optional().catch(undefined);

/** The correlation id of a trace: 32 hex digits. */
export function correlationOf(trace: string): string {
  return trace.slice(0, correlationDigits);
}

/** The span id of a trace; `undefined` where no span is recorded. */
export function spanOf(trace: string): string | undefined {
  return trace.length > correlationDigits ? trace.slice(correlationDigits + 1) : undefined;
}

/** Words and numbers beside a step. Names of people, tokens and what was listened to never are. */
export type StepFacts = Readonly<Record<string, string | number | boolean>>;

/** A stretch of work that is worth a span. */
export interface Step {
  /** One of few, such as the name of a tool or a request. */
  readonly name: string;
  /** `client` = it waits for another process. Default `internal`. */
  readonly kind?: 'internal' | 'client' | 'server';
  /** Begins work of its own, whatever is under way. Otherwise it does so only where nothing is. */
  readonly isRoot?: true;
  readonly facts?: StepFacts;
}

/** Knows what is under way, along the whole chain of calls, without anybody passing it on by hand. */
export interface Tracing {
  /** What is under way here, to be sent along; `undefined` = nothing that was told. */
  current(): string | undefined;
  /**
   * Runs work as a step of what is under way.
   * @param work may add facts that it learns on its way
   */
  run<T>(step: Step, work: (learn: (facts: StepFacts) => void) => Promise<T>): Promise<T>;
  /**
   * Runs work as a part of what another process or an earlier moment had under way.
   * @param trace `undefined` begins something new
   */
  within<T>(trace: string | undefined, work: () => T): T;
  /** Runs work that belongs to nothing, such as a service that outlives whoever asked for it first. */
  apart<T>(work: () => T): T;
}

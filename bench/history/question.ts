import type { HistoryMethod } from '../../src/protocol/requests.ts';

/** Where in time a question looks, Unix ms. */
export interface Reach {
  readonly start: number;
  readonly end: number;
}

/** A question to the history, and the same to DuckDB. */
export interface Question {
  readonly name: string;
  readonly method: HistoryMethod;
  readonly params: Readonly<Record<string, unknown>>;
  /** Statements over `plays`, `tracks`, `artists`, `albums`; absent where SQL cannot ask this. */
  readonly sql?: (reach: Reach) => readonly string[];
  /** What both must agree on: of our answer, and the first value of the last statement. */
  readonly check?: (answer: Readonly<Record<string, unknown>>) => number;
}

export const timeZone = 'America/New_York';

/** Plays by the default rule in a stretch of time. */
export function within({ start, end }: Reach): string {
  return `kind = 0 AND (ms >= 30000 OR estimated = 1) AND ended_at >= ${start} AND ended_at < ${end}`;
}

/** When a play ended by the local clock. */
export const local = `timezone('${timeZone}', make_timestamptz(ended_at * 1000))`;

import type { ErrorFacts } from '../../errorFacts.ts';
import { errorCodes } from '../../errors.ts';

/** What the time of the next question to Spotify follows from. All times in ms. */
export interface PollSituation {
  readonly focused: boolean;
  /** An account is in use and its sign-in holds. */
  readonly signedIn: boolean;
  readonly player: 'playing' | 'paused' | 'nothing';
  /** Time left of what plays; `undefined`: unknown. 0: it should be over. */
  readonly leftMs?: number | undefined;
  /** How many reads in a row told nothing that was not expected. */
  readonly calmReads: number;
  /** How many of them came after what plays should have been over: Spotify is late with what follows. */
  readonly lateReads: number;
  /** Time since something played or the user gave a command. */
  readonly quietMs: number;
  /** Time until which Spotify's player is not asked, counted from now. */
  readonly closedMs?: number | undefined;
  readonly error?:
    { readonly facts: ErrorFacts; readonly inARow: number; readonly untilMs: number | undefined } | undefined;
}

const second = 1000;
/** No question follows another one sooner. */
export const shortestDelayMs = 2 * second;
/** So long after the last sound or command nobody is asked any more, until the focus returns. */
export const quietLimitMs = 10 * 60 * second;

/** The quota of a developer account may be as low as 600 a day (observed 2026-09): reads that tell nothing cost. */
const playing = { first: 15 * second, longest: 90 * second } as const;
const paused = { first: 30 * second, longest: 120 * second } as const;
const growth = 1.5;
const over = { first: 4 * second, longest: 60 * second } as const;

/** Ms until Spotify is asked next what plays; `undefined` = not before something happens. */
export function pollDelay(situation: PollSituation): number | undefined {
  const { focused, signedIn, closedMs, error } = situation;
  if (!focused || !signedIn) return undefined;
  const delay = error === undefined ? calmDelay(situation) : errorDelay(error);
  return delay === undefined ? undefined : Math.max(shortestDelayMs, delay, (closedMs ?? 0) + second);
}

function calmDelay({ player, leftMs, calmReads, lateReads, quietMs }: PollSituation): number | undefined {
  if (player === 'playing') {
    if (leftMs !== undefined && leftMs <= 0) return growing(over, lateReads);
    return Math.min(growing(playing, calmReads), (leftMs ?? Infinity) + second);
  }
  const delay = growing(paused, calmReads);
  return quietMs + delay > quietLimitMs ? undefined : delay;
}

function errorDelay({ facts, inARow, untilMs }: NonNullable<PollSituation['error']>): number | undefined {
  const failures = Math.max(0, inARow - 1);
  switch (facts.code) {
    case errorCodes.auth:
      // A vault that does not answer may do so later; all else needs the user, and is announced when it changes.
      return facts.reason === 'secretsUnavailable' ? 120 * second : undefined;
    case errorCodes.forbidden:
      return facts.reason === 'missingScope' ? undefined : 600 * second;
    case errorCodes.quotaExceeded:
      return untilMs === undefined ? 3600 * second : Math.max(untilMs, 60 * second) + second;
    case errorCodes.rateLimited:
      return untilMs === undefined ? 60 * second : Math.max(untilMs, 5 * second) + second;
    case errorCodes.unavailable:
      if (untilMs !== undefined) return Math.max(untilMs, 10 * second) + second;
      return facts.reason === 'offline'
        ? 30 * second
        : doubling({ first: 30 * second, longest: 300 * second }, failures);
    case errorCodes.host:
    case errorCodes.cancelled:
      return doubling({ first: 5 * second, longest: 60 * second }, failures);
    default:
      return doubling({ first: 60 * second, longest: 600 * second }, failures);
  }
}

const growing = ({ first, longest }: { first: number; longest: number }, times: number): number =>
  Math.min(longest, first * growth ** times);
const doubling = ({ first, longest }: { first: number; longest: number }, times: number): number =>
  Math.min(longest, first * 2 ** times);

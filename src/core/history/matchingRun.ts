import { matchAccount } from './matching/accountRun.ts';
import { matchPlaysOf } from './matching/playRun.ts';
import { repairSharedSeconds } from './matching/sharedSeconds.ts';
import { TrackIdentity } from './matching/trackIdentity.ts';
import type { SqlDatabase } from './sqlDatabase.ts';
import type { TrackNames } from './trackNames.ts';

/** A stretch of time, both ends inclusive, Unix ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export const always: Span = { from: 0, to: Number.MAX_SAFE_INTEGER };

/** What a matching changed. */
export interface Rematched {
  /** Listens that began or ceased to speak, were given another live listen, or another end. */
  readonly count: number;
  /** From the first to the last `ended_at` of plays of recently-played among them; they can lie outside the span. */
  readonly plays: Span | undefined;
}

/**
 * Sets anew which observations of a user speak, and which live listen belongs to which play, by the table of
 * matching.ts.
 * @param span holds the `ended_at` of all observations that came or changed, and the live listens that came. No more
 * is read than lies around it; the result is that of matching everything.
 */
export function runMatching(database: SqlDatabase, names: TrackNames, userId: number, span: Span): Rematched {
  const identity = new TrackIdentity(names);
  const repaired = repairSharedSeconds(database, userId, span);
  const account = matchAccount(database, identity, userId, span);
  const plays = matchPlaysOf(database, identity, userId, span, account);
  const times = plays.map(({ endedAt }) => endedAt);
  return {
    count: repaired + account.length + plays.length,
    plays: times.length === 0 ? undefined : { from: times[0] as number, to: times.at(-1) as number },
  };
}

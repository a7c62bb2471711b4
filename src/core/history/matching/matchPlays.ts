import { endWindowMs, maxStartHeardMs, startWindowMs } from '../matching.ts';
import { candidatesOf, type Bands, type Candidate, type Plays, type Reports } from './candidates.ts';
import { oneToOne } from './oneToOne.ts';

/** The widths that hold. */
export const bands: Bands = { endMs: endWindowMs, startMs: startWindowMs, maxStartHeardMs };

/** Which rows speak for a play, by source; −1 for none. At most one of the two is set. */
export interface PlaySpeakers {
  readonly extended: Int32Array;
  readonly account: Int32Array;
}

/** Candidates of plays by source of the other row. */
export interface PlayCandidates {
  readonly extended: readonly Candidate[];
  /** Of account rows that speak. */
  readonly account: readonly Candidate[];
}

/** Finds what speaks for plays: extended rows first, then account rows for the plays that are left. */
export function speakersOf(candidates: PlayCandidates, plays: number): PlaySpeakers {
  const extended = oneToOne(candidates.extended, plays);
  const account = oneToOne(candidates.account, plays, (play) => extended[play] === -1);
  return { extended, account };
}

/**
 * Matches plays with all that extended and account rows report.
 * @param account those that speak
 */
export function matchPlays(
  plays: Plays,
  extended: Reports,
  account: Reports,
  widths: Bands = bands,
): PlaySpeakers {
  const candidates = {
    extended: candidatesOf(plays, extended, widths),
    account: candidatesOf(plays, account, widths),
  };
  return speakersOf(candidates, plays.length);
}

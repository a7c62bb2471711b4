/** A track that somebody wants, whose title and artist are known apart. */
export interface WantedTrack {
  readonly title: string;
  /** Artist or artists, in one text. */
  readonly by?: string | undefined;
  /** Code of the recording: it is searched for first. */
  readonly isrc?: string | undefined;
}

/** Where a track was found: `given` = the line named it by URI or link. */
export type LineSource = 'given' | 'history' | 'library' | 'search';

/** A track that a line may mean. */
export interface LineMatch {
  /** Absent for a given URI, which is not looked up. */
  readonly name?: string;
  readonly by?: readonly string[];
  readonly uri: string;
  /** 0 to 1. */
  readonly confidence: number;
}

/** What one line stands for. */
export interface ResolvedLine {
  /** Absent where nothing fits well enough. */
  readonly match?: LineMatch & { readonly source: LineSource };
  /** What else it may be: the nearest thing where there is no match, otherwise another one that is close. */
  readonly runnerUp?: LineMatch;
  /** Why there is no match, in one sentence. */
  readonly why?: string;
}

export interface ResolveOptions {
  /** Most searches that are spent; default {@link defaultMaxSearches}, 0 = none. */
  readonly maxSearches?: number | undefined;
}

/** What some lines stand for. */
export interface ResolvedLines {
  /** In the order of the lines. */
  readonly lines: readonly ResolvedLine[];
  /** Requests that were sent to the search, answers from memory included. */
  readonly searches: number;
  /**
   * Lines that only a search can find, where that would have passed `maxSearches`; none was made then. 0 otherwise.
   */
  readonly searchesNeeded: number;
  /** Why the search came to an end before the last line: a quota, a rate limit, no sign-in; says until when. */
  readonly stopped?: string;
}

/** Searches that a call spends without being told to: a day's allowance is a few hundred (observed 2026). */
export const defaultMaxSearches = 50;

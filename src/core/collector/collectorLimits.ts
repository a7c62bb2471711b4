/** Every number that the collector goes by, apart from the settings. */
export const collectorLimits = {
  /** Longest sleep between two looks at the clock, the accounts and the watched folder, ms. */
  lookMs: 30_000,
  /** Shortest sleep between them, ms. */
  shortestLookMs: 1_000,
  /** Wait after the host began, ms: a command of a second is no reason to ask Spotify. */
  firstLookMs: 3_000,
  /** The longest that the first wait after a failure may be, ms; doubles each time, each wait is a random part of it. */
  backoffFirstMs: 60_000,
  /** The longest that any of them may be, ms: Spotify forgets plays after two and a half hours of music. */
  backoffLongestMs: 30 * 60_000,
  /** Random part added to a wait that Spotify asks for, at most, ms. */
  untilJitterMs: 30_000,
  /** The longest such wait, ms: no limit of Spotify is longer, so what is was worked out by a clock that was wrong. */
  longestUntilMs: 48 * 60 * 60_000,
  /** Wait after a refusal of a sign-in that looks good, ms: a little longer than 50 plays of music last. */
  refusedAgainMs: 3 * 60 * 60_000,
  /** After this many 429s an initial sync gives up; the polls go on. */
  syncRateLimits: 5,
  /** The same after so many other failures on the way back: polls come after it, and must not wait for ever. */
  syncFailures: 5,
  /** Two announcements of the state are this far apart at least, ms. */
  announceEveryMs: 1_000,
  /** How long the end of the host waits for what is being stored, ms. */
  disposeMs: 5_000,
  /** Listens that the player showed are stored at once when this many wait. */
  liveStoredAt: 20,
  /** A file that was not changed for so long is taken for complete, ms. */
  fileStillMs: 10_000,
  /** A file whose import began so often and never ended is not tried again: it may be what ends the host. */
  importTries: 2,
  /** Wait after an import that failed for no fault of the file, ms. */
  importAgainMs: 10 * 60_000,
  /** Lines of the log that wait for the end of a cycle. */
  logLines: 200,
} as const;

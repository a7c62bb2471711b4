/**
 * Less than this between the reported end and the one that `offline_timestamp` and the heard time give is no error:
 * half of all rows are within a second, but buffering and short pauses are in it, too.
 */
export const minLatenessMs = 60_000;

/**
 * The same where nothing but the flag `offline` speaks for a late time: a listen may as well have been paused for a
 * while.
 */
export const minOfflineLatenessMs = 10 * 60_000;

/**
 * The longest lateness seen is 315,928 s. A month more than the listen took is sooner a wrong `offline_timestamp`
 * than an app that was not started for so long. It also bounds how far from its reported end a listen can lie.
 */
export const maxLatenessMs = 30 * 24 * 60 * 60_000;

/** Two listens that were heard for longer than this cannot both have ended within one second. */
export const minHeardOfSharedMs = 1000;

/** Before this, Spotify did not exist. */
const earliest = Date.UTC(2006, 0, 1);

/** Ends whose time Spotify writes down later: at the next start of the app, or when the session is given up. */
const lateReasons: ReadonlySet<string> = new Set([
  'unexpected-exit',
  'unexpected-exit-while-paused',
  'logout',
]);

/** Ends that the user brings about: their time is that of a click, whatever pause went before. */
const reasonsOfUser: ReadonlySet<string> = new Set([
  'fwdbtn',
  'backbtn',
  'endplay',
  'clickrow',
  'click-row',
  'clickside',
  'playbtn',
  'popup',
  'remote',
  'uriopen',
]);

/** What a row of the extended history says about its end. */
export interface ReportedEnd {
  /** Unix ms, as reported. */
  readonly endedAt: number;
  readonly msPlayed: number | undefined;
  /** `offline_timestamp` as Unix ms: near the start of the listen, whether or not it was offline. */
  readonly offlineAt: number | undefined;
  readonly reasonEnd: string | undefined;
  readonly offline: boolean | undefined;
}

/**
 * The end of a listen whose source reported it too late; `undefined` where the reported end is to be believed.
 *
 * | evidence                                           | late from            |
 * |----------------------------------------------------|----------------------|
 * | unexpected exit, also while paused; logout         | `minLatenessMs`      |
 * | `offline`, and not ended by the user               | `minOfflineLatenessMs` |
 * | shares its second with another: {@link sharedEnd}  | `minLatenessMs`      |
 *
 * Where two downloads tell different reasons for one listen the earlier of their ends holds, so that it makes no
 * difference which of them came first. Source: exports-and-history facts, §6.
 */
export function repairedEnd(row: ReportedEnd): number | undefined {
  const { reasonEnd, offline } = row;
  if (reasonEnd !== undefined && lateReasons.has(reasonEnd)) return earlierEnd(row, minLatenessMs);
  if (offline !== true || (reasonEnd !== undefined && reasonsOfUser.has(reasonEnd))) return undefined;
  return earlierEnd(row, minOfflineLatenessMs);
}

/**
 * The end of a listen that is one of several with the same reported second, each heard for longer than that: what
 * was heard offline is reported in batches, whether or not the rows say so.
 */
export function sharedEnd(row: Omit<ReportedEnd, 'reasonEnd' | 'offline'>): number | undefined {
  return earlierEnd(row, minLatenessMs);
}

function earlierEnd(
  { endedAt, msPlayed, offlineAt }: Omit<ReportedEnd, 'reasonEnd' | 'offline'>,
  minLateness: number,
): number | undefined {
  if (msPlayed === undefined || offlineAt === undefined || offlineAt < earliest) return undefined;
  const end = offlineAt + msPlayed;
  const lateness = endedAt - end;
  return lateness >= minLateness && lateness <= maxLatenessMs ? end : undefined;
}

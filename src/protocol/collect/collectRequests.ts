import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { done } from '../spotify/vault.ts';
import { collectedPlay, liveListen } from './collectedPlay.ts';

/** Unix ms. */
const instant = z.int();
const account = z.string().min(1).max(128);

export const collectJobs = ['initial_sync', 'poll'] as const;
export type CollectJob = (typeof collectJobs)[number];

/** Why a collection brought nothing. */
export const collectFailures = [
  'signed_out',
  'rate_limited',
  'quota',
  'outage',
  'bad_answer',
  'cancelled',
  'other',
] as const;
export type CollectFailure = (typeof collectFailures)[number];

/** Row of `sync_checkpoints`: how far an account is collected. Times are Unix ms. */
export const checkpoint = z.object({
  account,
  initial_sync_started_at: instant.optional(),
  initial_sync_completed_at: instant.optional(),
  initial_sync_earliest_played_at: instant.optional(),
  last_poll_started_at: instant.optional(),
  /** Of the last poll that succeeded. */
  last_poll_completed_at: instant.optional(),
  /** Newest play that any poll brought. */
  last_poll_latest_played_at: instant.optional(),
  /** Of the database: what is under way is known by the collector alone. */
  status: z.enum(['idle', 'error', 'paused']),
  /** A sentence; with status `error`. */
  error_message: z.string().optional(),
  /** With status `error`. */
  failure: z.enum(collectFailures).optional(),
  updated_at: instant,
});
export type Checkpoint = z.infer<typeof checkpoint>;

/** One page of recently-played, stored with its checkpoint and its run in one step. */
export const collectStoreParams = strictParams({
  account,
  job: z.enum(collectJobs),
  /** Of the page before of the same job; absent = the first page: a new run begins. */
  run_id: z.int().optional(),
  /** When the job began. */
  started_at: instant,
  plays: z.array(collectedPlay).max(50),
  /** Spotify gave as many plays as it ever gives: there may be older ones that nobody can read any more. */
  full: z.boolean(),
  /** No further page comes: the run ends as a success. */
  done: z.boolean(),
  /** Times that Spotify answered 429 in this run so far. */
  rate_limits: z.int(),
  /** Between two polls, as it is set; tells a stopped collector from one that waits. Default 600. */
  interval_seconds: z.int().optional(),
  /** Why an initial sync ends, in words; kept with the run. */
  stopped_because: z.string().max(200).optional(),
});
export const collectStoreResult = z.object({
  run_id: z.int(),
  inserted: z.int(),
  already_known: z.int(),
  /** Plays between these two are lost unless an import brings them: a full page that meets nothing known. */
  gap: z.object({ after: instant, before: instant }).optional(),
  checkpoint,
});
export type CollectStoreParams = z.infer<typeof collectStoreParams>;
export type CollectStoreResult = z.infer<typeof collectStoreResult>;

/** A collection failed: its run is recorded, the checkpoint says why, nothing else changes. */
export const collectFailParams = strictParams({
  account,
  job: z.enum(collectJobs),
  run_id: z.int().optional(),
  started_at: instant,
  failure: z.enum(collectFailures),
  /** One sentence. */
  message: z.string().max(500),
  rate_limits: z.int(),
  /** Between two polls, as it is set; tells a stopped collector from one that waits. Default 600. */
  interval_seconds: z.int().optional(),
});
export type CollectFailParams = z.infer<typeof collectFailParams>;

export const collectPauseParams = strictParams({ account, paused: z.boolean() });
export const collectCheckpointsResult = z.object({ checkpoints: z.array(checkpoint) });
export const collectLiveParams = strictParams({ account, listens: z.array(liveListen).min(1).max(100) });

/** Files of the watched folder that were dealt with: key = name, size and time of change. */
export const watchSeenParams = strictParams({ keys: z.array(z.string().max(600)).max(1000) });
export const watchSeenResult = z.object({ seen: z.array(z.string()) });
/** `times`: how often the import of the file began since one last ended, this time included. */
export const watchKeyParams = strictParams({ key: z.string().max(600) });
export const watchBeginResult = z.object({ times: z.int() });
export const watchDoneParams = strictParams({
  key: z.string().max(600),
  outcome: z.enum(['imported', 'failed']),
  message: z.string().max(500).optional(),
});

/** Between the collector in the host and the history in its worker. */
export const collectRequests = {
  'collect.store': { params: collectStoreParams, result: collectStoreResult },
  'collect.fail': { params: collectFailParams, result: z.object({ run_id: z.int(), checkpoint }) },
  'collect.pause': { params: collectPauseParams, result: checkpoint },
  'collect.checkpoints': { params: strictParams({}), result: collectCheckpointsResult },
  'collect.live': { params: collectLiveParams, result: done },
  'collect.watchSeen': { params: watchSeenParams, result: watchSeenResult },
  'collect.watchBegin': { params: watchKeyParams, result: watchBeginResult },
  'collect.watchLeave': { params: watchKeyParams, result: done },
  'collect.watchDone': { params: watchDoneParams, result: done },
} as const;

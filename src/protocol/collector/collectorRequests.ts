import * as z from 'zod';
import { collectFailures } from '../collect/collectRequests.ts';
import { strictParams } from '../strictParams.ts';

const account = z.string().min(1).max(128).optional();
/** ISO instant, UTC. */
const instant = z.string();

export const collectorStates = ['idle', 'importing', 'initial_sync', 'polling', 'error', 'paused'] as const;
export type CollectorState = (typeof collectorStates)[number];

/** How the collection of one signed-in account stands. */
export const collectedAccount = z.object({
  account: z.string(),
  state: z.enum(collectorStates),
  /** What the state means for the user and the next step; absent while all is well. */
  message: z.string().optional(),
  failure: z.enum(collectFailures).optional(),
  last_poll: instant.optional(),
  /** Newest play that a poll brought. */
  latest_play: instant.optional(),
  /** Absent while nothing is planned: paused, or switched off. */
  next_poll: instant.optional(),
  initial_sync: z.enum(['off', 'waiting', 'running', 'completed']),
  /** In the last successful poll. */
  last_inserted: z.int().optional(),
});
export type CollectedAccount = z.infer<typeof collectedAccount>;

export const collectorStatusResult = z.object({
  enabled: z.boolean(),
  interval_seconds: z.int(),
  /** Signed-in accounts, and paused ones that were signed in. */
  accounts: z.array(collectedAccount),
  /** Folder that is looked at for exports. */
  watch_folder: z.string().optional(),
  /** The import of the watched folder that is under way, or the last one that failed, in words. */
  watch_message: z.string().optional(),
});
export type CollectorStatusResult = z.infer<typeof collectorStatusResult>;

/** What one account's collection brought just now. */
export const syncedAccount = z.object({
  account: z.string(),
  outcome: z.enum(['success', 'error', 'paused']),
  fetched: z.int(),
  inserted: z.int(),
  failure: z.enum(collectFailures).optional(),
  /** In words: a gap, or why it failed and what to do. */
  message: z.string().optional(),
});
export type SyncedAccount = z.infer<typeof syncedAccount>;
export const syncNowResult = z.object({
  accounts: z.array(syncedAccount),
  files_imported: z.int(),
  note: z.string().optional(),
});
export type SyncNowResult = z.infer<typeof syncNowResult>;

const accountParams = strictParams({
  account: account.describe('Default: all signed-in accounts.'),
});

/** Answered by the host's collector. */
export const collectorRequests = {
  'collector.status': { params: strictParams({}), result: collectorStatusResult },
  /** Pending imports, initial sync and poll, now; a cycle under way is waited for instead. */
  'collector.syncNow': { params: accountParams, result: syncNowResult },
  'collector.pause': { params: accountParams, result: collectorStatusResult },
  'collector.resume': { params: accountParams, result: collectorStatusResult },
} as const;

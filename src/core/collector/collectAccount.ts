import type { CollectStoreResult } from '../../protocol/collect/collectRequests.ts';
import type { SyncedAccount } from '../../protocol/collector/collectorRequests.ts';
import type { AccountWork } from './accountWork.ts';
import { collectionFailure, type CollectionFailure } from './collectionFailure.ts';
import { CollectionRun } from './collectionRun.ts';
import type { CollectorLog } from './collectorLog.ts';
import type { CollectorPorts, RecentPage } from './collectorPorts.ts';
import { initialSync } from './initialSync.ts';

export interface CollectOptions extends CollectorPorts {
  readonly log: CollectorLog;
  /** The end of the host. */
  readonly signal: AbortSignal;
  /** The state of an account is another one. */
  readonly changed: () => void;
  /** Stores what the player showed of an account. */
  readonly storeLive: (account: string) => Promise<void>;
}

/** Whether an account has its initial sync before it. */
export function needsInitialSync({ checkpoint }: AccountWork, { settings }: CollectOptions): boolean {
  return settings()['initialSync.enabled'] && checkpoint?.initial_sync_completed_at === undefined;
}

/** The initial sync of an account; pages that came before a failure stay. */
export function syncAccount(options: CollectOptions, work: AccountWork): Promise<SyncedAccount> {
  const { settings, log } = options;
  const { account, checkpoint, syncCost } = work;
  const run = new CollectionRun(options, account, 'initial_sync', options.signal);
  const place = {
    oldest: checkpoint?.initial_sync_earliest_played_at,
    newest: checkpoint?.last_poll_latest_played_at,
  };
  return attempt(options, work, run, async () => {
    let gap: string | undefined;
    const because = await initialSync(run, place, syncCost, settings(), (result, page) => {
      gap = noteStored(options, work, result, page) ?? gap;
    });
    const { fetched, inserted, rateLimits } = run;
    const counts = { account, fetched, inserted, rate_limits: rateLimits, requests: syncCost.requests };
    log.write('info', `The initial sync is complete. ${because}`, counts);
    return gap;
  });
}

/** One look at the last 50 plays. */
export function pollAccount(options: CollectOptions, work: AccountWork): Promise<SyncedAccount> {
  const { log, storeLive } = options;
  const { account } = work;
  const run = new CollectionRun(options, account, 'poll', options.signal);
  return attempt(options, work, run, async () => {
    const page = await run.read(undefined);
    await storeLive(account);
    const result = await run.store(page, '');
    work.lastInserted = result.inserted;
    const { fetched, inserted, rateLimits } = run;
    const counts = { account, fetched, inserted, rate_limits: rateLimits };
    log.write(inserted > 0 ? 'info' : 'debug', `Polled: ${newPlays(inserted)}.`, counts);
    work.succeeded();
    return noteStored(options, work, result, page);
  });
}

/**
 * Runs a job with its state around it; a failure is recorded and becomes the answer.
 * @param job says what is worth knowing of its success, in words
 */
async function attempt(
  options: CollectOptions,
  work: AccountWork,
  run: CollectionRun,
  job: () => Promise<string | undefined>,
): Promise<SyncedAccount> {
  work.phase = run.job === 'poll' ? 'polling' : 'initial_sync';
  options.changed();
  const answer = (outcome: 'success' | 'error', message: string | undefined): SyncedAccount => ({
    ...{ account: work.account, outcome, fetched: run.fetched, inserted: run.inserted },
    ...(message !== undefined && { message }),
  });
  try {
    const answered = answer('success', await job());
    count(options, run, 'success');
    return answered;
  } catch (error) {
    const failure = collectionFailure(error);
    await recordFailure(options, work, run, failure);
    count(options, run, failure.kind);
    return { ...answer('error', failure.message), failure: failure.kind };
  } finally {
    work.phase = 'idle';
    options.changed();
  }
}

function count({ observe }: CollectOptions, { job }: CollectionRun, outcome: string): void {
  observe?.metrics.count('collectorRuns', { job, outcome });
}

async function recordFailure(
  { clock, random, log, signal }: CollectOptions,
  work: AccountWork,
  run: CollectionRun,
  failure: CollectionFailure,
): Promise<void> {
  const isCancelled = failure.kind === 'cancelled' || signal.aborted;
  if (!signal.aborted) work.failed(failure, clock.now(), random);
  if (!isCancelled) {
    log.write('warning', failure.message, { account: work.account, job: run.job, failure: failure.kind });
  }
  // Who ends in the middle leaves nothing behind that would have to be cleared away.
  if (isCancelled && !run.hasBegun) return;
  try {
    work.checkpoint = await run.fail(isCancelled ? { ...failure, kind: 'cancelled' } : failure);
  } catch (error) {
    log.write('error', `A failure could not be recorded: ${collectionFailure(error).message}`, {
      account: work.account,
    });
  }
}

/** Takes note of a page that was stored. @returns the gap that it showed, in words */
function noteStored(
  { log, changed }: CollectOptions,
  work: AccountWork,
  { checkpoint, gap }: CollectStoreResult,
  { leftOut }: RecentPage,
): string | undefined {
  const { account } = work;
  // A pause that came meanwhile is newer than what was stored before it.
  work.checkpoint = work.isPaused ? { ...checkpoint, status: 'paused' } : checkpoint;
  if (leftOut > 0)
    log.write('warning', `Spotify named ${leftOut} plays of which nothing can be read.`, { account });
  changed();
  if (gap === undefined) return undefined;
  const message = `Plays are missing between ${iso(gap.after)} and ${iso(gap.before)}: more was played than Spotify keeps. An import of your data closes the gap.`;
  log.write('warning', message, { account });
  return message;
}

function newPlays(count: number): string {
  if (count === 0) return 'nothing new';
  return count === 1 ? '1 new play' : `${count} new plays`;
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}

import type { CollectStoreResult } from '../../protocol/collect/collectRequests.ts';
import type { Settings } from '../../protocol/settings.ts';
import { CancelledError } from '../errors.ts';
import { AuthError, RateLimited } from '../spotify/spotifyErrors.ts';
import type { CollectionRun } from './collectionRun.ts';
import { collectorLimits } from './collectorLimits.ts';
import type { RecentPage } from './collectorPorts.ts';

const dayMs = 86_400_000;

/** What an initial sync has cost so far, over its attempts since the host began. */
export interface SyncCost {
  requests: number;
  rateLimits: number;
  /** Pages behind the newest one that did not come, for other reasons than that. */
  failures: number;
}

/** Where an initial sync stands. Times are Unix ms. */
export interface SyncPlace {
  /** Oldest play of an earlier attempt; absent = from the newest on. */
  readonly oldest?: number | undefined;
  /** Newest play known of Spotify; days are counted back from it, for the machine's clock may be years off. */
  readonly newest?: number | undefined;
}

/**
 * Pages back with `before` until nothing more is to be had, which with today's Spotify is after one page
 * (reference-systems facts, part D). Pages are stored as they come, so that an attempt that fails loses nothing.
 * @param onStored called for each page
 * @returns why it ended, in words
 */
export async function initialSync(
  run: CollectionRun,
  place: SyncPlace,
  cost: SyncCost,
  settings: Settings,
  onStored: (result: CollectStoreResult, page: RecentPage) => void,
): Promise<string> {
  let { oldest, newest } = place;
  for (;;) {
    const page = await readPage(run, oldest === undefined ? undefined : oldest - 1, cost);
    if (typeof page === 'string') {
      onStored(await run.store(nothing, page), nothing);
      return page;
    }
    newest ??= page.plays[0]?.played_at;
    const stopped = stopOf(page, { oldest, newest }, cost, settings);
    onStored(await run.store(page, stopped), page);
    if (stopped !== undefined) return stopped;
    oldest = page.plays.at(-1)?.played_at;
  }
}

const nothing: RecentPage = { plays: [], full: false, isLast: true, leftOut: 0 };

/** @returns the page, or why none is asked for any more */
async function readPage(
  run: CollectionRun,
  before: number | undefined,
  cost: SyncCost,
): Promise<RecentPage | string> {
  const earlier = run.rateLimits;
  cost.requests += 1;
  try {
    return await run.read(before);
  } catch (error) {
    const all = cost.rateLimits + run.rateLimits - earlier;
    if (RateLimited.is(error) && all >= collectorLimits.syncRateLimits) return tooManyRateLimits(all);
    if (before !== undefined && !isPassing(error)) cost.failures += 1;
    if (cost.failures >= collectorLimits.syncFailures) return `Reading on failed ${cost.failures} times.`;
    throw error;
  } finally {
    cost.rateLimits += run.rateLimits - earlier;
  }
}

/** What keeps a poll from its work as well, and says nothing of how far back Spotify goes. */
function isPassing(error: unknown): boolean {
  return CancelledError.is(error) || AuthError.is(error) || RateLimited.is(error);
}

/** Why no further page is asked for; `undefined` = there is one. */
function stopOf(
  { plays, isLast }: RecentPage,
  { oldest: before, newest = Infinity }: SyncPlace,
  { requests, rateLimits }: SyncCost,
  settings: Settings,
): string | undefined {
  const oldest = plays.at(-1)?.played_at;
  const { 'initialSync.maxDays': days, 'initialSync.maxRequests': most } = settings;
  if (oldest === undefined) return 'Spotify names no earlier plays.';
  if (isLast) return 'Spotify says that this is all.';
  if (before !== undefined && oldest >= before) return 'Spotify names the same plays again.';
  if (oldest < newest - days * dayMs) return `The ${days} days of initialSync.maxDays are read.`;
  if (requests >= most) return `The ${most} requests of initialSync.maxRequests are made.`;
  if (rateLimits >= collectorLimits.syncRateLimits) return tooManyRateLimits(rateLimits);
  return undefined;
}

function tooManyRateLimits(times: number): string {
  return `Spotify asked to wait ${times} times.`;
}

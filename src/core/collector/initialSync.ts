import type { CollectStoreResult } from '../../protocol/collect/collectRequests.ts';
import type { Settings } from '../../protocol/settings.ts';
import { RateLimited } from '../spotify/spotifyErrors.ts';
import type { CollectionRun } from './collectionRun.ts';
import { collectorLimits } from './collectorLimits.ts';
import type { RecentPage } from './collectorPorts.ts';

const dayMs = 86_400_000;

/** What an initial sync has cost so far, over its attempts since the host began. */
export interface SyncCost {
  requests: number;
  rateLimits: number;
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
    if (page === undefined) {
      const stopped = tooManyRateLimits(cost.rateLimits);
      onStored(await run.store(nothing, stopped), nothing);
      return stopped;
    }
    newest ??= page.plays[0]?.played_at;
    const stopped = stopOf(page, { oldest, newest }, cost, settings);
    onStored(await run.store(page, stopped), page);
    if (stopped !== undefined) return stopped;
    oldest = page.plays.at(-1)?.played_at;
  }
}

const nothing: RecentPage = { plays: [], full: false, isLast: true, leftOut: 0 };

/** `undefined` = Spotify asked to wait too often. */
async function readPage(
  run: CollectionRun,
  before: number | undefined,
  cost: SyncCost,
): Promise<RecentPage | undefined> {
  const earlier = run.rateLimits;
  cost.requests += 1;
  try {
    return await run.read(before);
  } catch (error) {
    const all = cost.rateLimits + run.rateLimits - earlier;
    if (RateLimited.is(error) && all >= collectorLimits.syncRateLimits) return undefined;
    throw error;
  } finally {
    cost.rateLimits += run.rateLimits - earlier;
  }
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

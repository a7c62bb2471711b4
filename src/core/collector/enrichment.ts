import type { EnrichStoreParams } from '../../protocol/collect/enrichRequests.ts';
import type { Api } from '../../protocol/api.ts';
import { CancelledError } from '../errors.ts';
import type { Clock, Logger } from '../ports.ts';
import { toUserMessage } from '../toUserMessage.ts';
import type { CollectorSpotify } from './collectorPorts.ts';

/** Tracks of one cycle: the collection comes first, and there is another cycle. */
const perCycle = 5;

export interface EnrichmentPorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly history: Pick<Api, 'call'>;
  readonly lookUp: CollectorSpotify['lookUp'];
}

export interface EnrichmentWish {
  readonly account: string;
  /** Requests that a day may cost; 0 = none. */
  readonly perDay: number;
  /** Unix ms: when the day began. */
  readonly dayStart: number;
}

/**
 * Asks Spotify for what exports do not tell of the most played tracks: URIs, lengths, dates. It stops at the first
 * failure of any kind, keeps what it learned, and fails nothing else: the next cycle tries again.
 * @returns how many requests it made
 * @throws CancelledError once the signal is raised; what was learned is stored
 */
export async function enrich(
  { clock, logger, history, lookUp }: EnrichmentPorts,
  { account, perDay, dayStart }: EnrichmentWish,
  signal: AbortSignal,
): Promise<number> {
  if (perDay === 0) return 0;
  const startedAt = clock.now();
  const { tracks } = await history.call('collect.enrichNext', {
    account,
    per_day: perDay,
    day_start: dayStart,
    limit: perCycle,
  });
  const tried: EnrichStoreParams['tried'] = [];
  let requests = 0;
  let rateLimits = 0;
  let failure: unknown;
  for (const wanted of tracks) {
    try {
      requests++;
      const facts = await lookUp(account, wanted, { signal, onRateLimit: () => rateLimits++ });
      tried.push({ wanted, ...(facts !== undefined && { facts }) });
    } catch (error) {
      failure = error;
      logger.info('the enrichment stopped', { account, error });
      break;
    }
  }
  if (requests === 0) return 0;
  await history.call('collect.enrichStore', {
    account,
    started_at: startedAt,
    tried,
    requests,
    rate_limits: rateLimits,
    ...(failure !== undefined && { error: toUserMessage(failure).slice(0, 500) }),
  });
  if (CancelledError.is(failure)) throw failure;
  return requests;
}

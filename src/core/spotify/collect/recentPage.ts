import type { RecentPage } from '../../collector/collectorPorts.ts';
import { defineOperation, type Send } from '../operation.ts';
import { getRecentlyPlayed, maxRecentPlays, type RecentlyPlayedParams } from '../operations/player.ts';
import { SchemaError } from '../spotifyErrors.ts';
import { withoutGaps } from '../schemas/tolerant.ts';
import { collectedPlayOf } from './collectedPlayOf.ts';
import { recentPageSchema, type ReadPage } from './recentPageSchema.ts';

const getRecentPage = defineOperation<RecentlyPlayedParams, ReadPage>({
  ...getRecentlyPlayed,
  response: recentPageSchema,
});

/**
 * Reads one full page of recently-played, always anew, and never with `after`: plays of a device that was offline
 * come late, behind the newest known one (exports-and-history facts, §5).
 * @param before Unix ms, exclusive; absent = the newest
 * @throws SchemaError where nothing of what is there can be read; what `send` throws
 */
export async function recentPage(
  send: Send,
  before: number | undefined,
  options: { readonly signal: AbortSignal; readonly onRateLimit: () => void },
): Promise<RecentPage> {
  const { entries, goesOn } = await send(
    getRecentPage,
    { limit: maxRecentPlays, before },
    // An answer that somebody else waits for is read by another schema: `fresh` shares with nobody but this.
    { ...options, fresh: true },
  );
  const plays = withoutGaps(entries.map((entry) => entry && collectedPlayOf(entry)))
    .sort((a, b) => b.played_at - a.played_at)
    .slice(0, maxRecentPlays);
  if (plays.length === 0 && entries.length > 0)
    throw new SchemaError(`None of the ${entries.length} plays that Spotify names can be read.`, {
      hint: 'It is tried again; if it stays, Spotify has changed: update Backbeat.',
    });
  return {
    plays,
    full: entries.length >= maxRecentPlays,
    isLast: !goesOn,
    leftOut: entries.length - plays.length,
  };
}

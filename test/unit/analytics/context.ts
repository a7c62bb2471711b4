import type { AnalysisContext, KnownGap } from '../../../src/core/analytics/columns.ts';
import { ZoneCache } from '../../../src/core/analytics/timeZone.ts';
import { playColumns, type ListenFixture } from '../../fixtures/playColumns.ts';

const zones = new ZoneCache();

/** What an analysis gets, for listens and a moment; UTC and 30 seconds unless said otherwise. */
export function contextOf(
  listens: readonly ListenFixture[],
  now: string,
  rest: {
    timeZone?: string;
    minSeconds?: number;
    superseded?: number;
    gaps?: readonly KnownGap[];
  } = {},
): AnalysisContext {
  return {
    columns: playColumns(listens, rest.superseded, rest.gaps),
    now: Date.parse(now),
    timeZone: rest.timeZone ?? 'UTC',
    minSeconds: rest.minSeconds ?? 30,
    zones,
  };
}

/** A listen of three minutes. */
export function listen(endedAt: string, title = 'Song', artist = 'Artist'): ListenFixture {
  return { endedAt, title, artist };
}

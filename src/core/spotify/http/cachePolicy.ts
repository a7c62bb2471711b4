import type { CacheKind } from '../operation.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long an answer of each kind is good, ms: as long as it changes seldom, as short as a user would notice. */
export const cacheTtlMs: Readonly<Record<CacheKind, number>> = {
  metadata: 24 * hour,
  profile: hour,
  library: 5 * minute,
  search: 5 * minute,
  playlist: 3 * minute,
  devices: 10 * second,
  playback: 2 * second,
};

/**
 * How old metadata of an earlier run may be where Spotify gives no answer at all, ms. Spotify's terms allow no
 * storage without end.
 */
export const metadataKeptMs = 7 * 24 * hour;

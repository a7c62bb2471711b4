import type { FeatureTable } from '../featureTable.ts';

/** What answers the requests of `playlistPowerRequests`. */
export const playlistPowerFeatures = {} satisfies FeatureTable;

import type { FeatureTable } from '../featureTable.ts';

/** What answers the requests of `playlistRequests`. */
export const playlistFeatures = {} satisfies FeatureTable;

import type { FeatureTable } from '../featureTable.ts';

/** What answers the requests of `extendedRequests`. */
export const extendedFeatures = {} satisfies FeatureTable;

import type { FeatureTable } from '../featureTable.ts';

/** What answers the requests of `catalogueRequests`. */
export const catalogueFeatures = {} satisfies FeatureTable;

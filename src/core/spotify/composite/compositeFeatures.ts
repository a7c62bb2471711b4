import type { FeatureTable } from '../featureTable.ts';

/** What answers the requests of `compositeRequests`. */
export const compositeFeatures = {} satisfies FeatureTable;

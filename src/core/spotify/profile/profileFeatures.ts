import type { FeatureTable } from '../featureTable.ts';

/** What answers the requests of `profileRequests`. */
export const profileFeatures = {} satisfies FeatureTable;

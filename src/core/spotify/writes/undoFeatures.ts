import type { FeatureTable } from '../featureTable.ts';

/** What answers the requests of `undoRequests`. */
export const undoFeatures = {} satisfies FeatureTable;

import type { FeatureTable } from '../featureTable.ts';

/** What answers the requests of `libraryRequests`. */
export const libraryFeatures = {} satisfies FeatureTable;

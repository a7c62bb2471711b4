import type { FeatureTable } from '../featureTable.ts';
import { getItems } from './getItems.ts';
import { resolveTracks } from './resolveTracks.ts';

/** What answers the requests of `catalogueRequests`. */
export const catalogueFeatures = {
  'spotify.getItems': getItems,
  'spotify.resolveTracks': resolveTracks,
} satisfies FeatureTable;

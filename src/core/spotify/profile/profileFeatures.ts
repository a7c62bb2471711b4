import type { FeatureTable } from '../featureTable.ts';
import { readProfile } from './readProfile.ts';
import { topItems } from './topItems.ts';

/** What answers the requests of `profileRequests`. */
export const profileFeatures = {
  'spotify.profile': readProfile,
  'spotify.top': topItems,
} satisfies FeatureTable;

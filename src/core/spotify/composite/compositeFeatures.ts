import type { FeatureTable } from '../featureTable.ts';
import { artistProfile } from './artistProfile.ts';
import { listeningSummary } from './listeningSummary.ts';
import { radio } from './radio.ts';

/** What answers the requests of `compositeRequests`. */
export const compositeFeatures = {
  'spotify.artistProfile': artistProfile,
  'spotify.listeningSummary': listeningSummary,
  'spotify.radio': radio,
} satisfies FeatureTable;

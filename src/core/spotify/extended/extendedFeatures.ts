import type { FeatureTable } from '../featureTable.ts';
import { artistTopTracks, relatedArtists } from './artistQuestions.ts';
import { audioFeatures } from './audioFeatures.ts';
import { browse } from './browse.ts';
import { recommendations } from './recommendations.ts';
import { severalItems } from './severalItems.ts';
import { user } from './user.ts';

/** What answers the requests of `extendedRequests`. */
export const extendedFeatures = {
  'spotify.recommendations': recommendations,
  'spotify.relatedArtists': relatedArtists,
  'spotify.artistTopTracks': artistTopTracks,
  'spotify.audioFeatures': audioFeatures,
  'spotify.browse': browse,
  'spotify.severalItems': severalItems,
  'spotify.user': user,
} satisfies FeatureTable;

import {
  artistTopTracksParams,
  artistTopTracksResult,
  relatedArtistsParams,
  relatedArtistsResult,
} from './extendedArtist.ts';
import { audioFeaturesParams, audioFeaturesResult } from './extendedAudioFeatures.ts';
import { browseParams, browseResult } from './extendedBrowse.ts';
import { recommendationsParams, recommendationsResult } from './extendedRecommendations.ts';
import { severalItemsParams, severalItemsResult } from './extendedSeveralItems.ts';
import { userParams, userResult } from './extendedUser.ts';

/** What Spotify gives only to apps with extended quota. */
export const extendedRequests = {
  'spotify.recommendations': { params: recommendationsParams, result: recommendationsResult },
  'spotify.relatedArtists': { params: relatedArtistsParams, result: relatedArtistsResult },
  'spotify.artistTopTracks': { params: artistTopTracksParams, result: artistTopTracksResult },
  'spotify.audioFeatures': { params: audioFeaturesParams, result: audioFeaturesResult },
  'spotify.browse': { params: browseParams, result: browseResult },
  'spotify.severalItems': { params: severalItemsParams, result: severalItemsResult },
  'spotify.user': { params: userParams, result: userResult },
} as const;

import { getArtistTopTracks, getRelatedArtists } from './artists.ts';
import { getAudioAnalysis, getAudioFeatures } from './audio.ts';
import {
  getCategories,
  getCategory,
  getCategoryPlaylists,
  getFeaturedPlaylists,
  getMarkets,
  getNewReleases,
} from './browse.ts';
import type { ExtendedOperation } from './extendedOperation.ts';
import { getGenreSeeds, getRecommendations } from './recommendations.ts';
import {
  getSeveralAlbums,
  getSeveralArtists,
  getSeveralAudiobooks,
  getSeveralChapters,
  getSeveralEpisodes,
  getSeveralShows,
  getSeveralTracks,
} from './severalItems.ts';
import { getUserPlaylists, getUserProfile } from './users.ts';

/** Every operation for apps with extended quota that is used, apart from those that a new app has. */
export const extendedOperations: readonly ExtendedOperation<never, unknown>[] = [
  getRecommendations,
  getGenreSeeds,
  getRelatedArtists,
  getArtistTopTracks,
  getAudioFeatures,
  getAudioAnalysis,
  getNewReleases,
  getFeaturedPlaylists,
  getCategories,
  getCategory,
  getCategoryPlaylists,
  getMarkets,
  getSeveralTracks,
  getSeveralAlbums,
  getSeveralArtists,
  getSeveralShows,
  getSeveralEpisodes,
  getSeveralAudiobooks,
  getSeveralChapters,
  getUserProfile,
  getUserPlaylists,
];

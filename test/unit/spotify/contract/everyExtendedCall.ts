import type { Operation } from '../../../../src/core/spotify/operation.ts';
import * as artists from '../../../../src/core/spotify/extended/operations/artists.ts';
import {
  getAudioAnalysis,
  getAudioFeatures,
} from '../../../../src/core/spotify/extended/operations/audio.ts';
import * as browse from '../../../../src/core/spotify/extended/operations/browse.ts';
import {
  getGenreSeeds,
  getRecommendations,
} from '../../../../src/core/spotify/extended/operations/recommendations.ts';
import * as several from '../../../../src/core/spotify/extended/operations/severalItems.ts';
import { getUserPlaylists, getUserProfile } from '../../../../src/core/spotify/extended/operations/users.ts';
import type { PreparedCall, Subjects } from './everyCall.ts';

/** What the calls are about, beside what every app can ask for. */
export interface ExtendedSubjects extends Subjects {
  readonly categoryId: string;
  readonly userId: string;
}

function call<P, R>(operation: Operation<P, R>, params: P): PreparedCall {
  return { operation, run: (send) => send(operation, params, { fresh: true }) };
}

const page = { limit: 5, offset: 1 };

/** Every operation of apps with extended quota that is used, with all its parameters. */
export function everyExtendedCall(about: ExtendedSubjects): readonly PreparedCall[] {
  const { trackIds, artistId, categoryId, userId } = about;
  const [trackId = ''] = trackIds;
  const tuning = [
    { attribute: 'tempo', min: 60, max: 190, target: 120 },
    { attribute: 'energy', target: 0.5 },
  ] as const;
  return [
    call(getRecommendations, {
      trackIds,
      artistIds: [artistId],
      genres: ['rain'],
      tuning,
      limit: 5,
      market: 'DE',
    }),
    call(getRecommendations, { artistIds: [artistId] }),
    call(getGenreSeeds, {}),
    call(artists.getRelatedArtists, { id: artistId }),
    call(artists.getArtistTopTracks, { id: artistId, market: 'DE' }),
    call(getAudioFeatures, { ids: trackIds }),
    call(getAudioAnalysis, { id: trackId }),
    call(browse.getNewReleases, page),
    call(browse.getFeaturedPlaylists, { locale: 'de_DE', ...page }),
    call(browse.getCategories, { locale: 'de_DE', ...page }),
    call(browse.getCategory, { id: categoryId, locale: 'de_DE' }),
    call(browse.getCategoryPlaylists, { id: categoryId, ...page }),
    call(browse.getMarkets, {}),
    call(several.getSeveralTracks, { ids: trackIds }),
    call(several.getSeveralAlbums, { ids: [about.albumId] }),
    call(several.getSeveralArtists, { ids: [artistId] }),
    call(several.getSeveralShows, { ids: [about.showId] }),
    call(several.getSeveralEpisodes, { ids: [about.episodeId] }),
    call(several.getSeveralAudiobooks, { ids: [about.audiobookId] }),
    call(several.getSeveralChapters, { ids: [about.chapterId] }),
    call(getUserProfile, { id: userId }),
    call(getUserPlaylists, { id: userId, ...page }),
  ];
}

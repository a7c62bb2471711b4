import type {
  RecommendationsParams,
  RecommendationsResult,
} from '../../../protocol/spotify/extendedRecommendations.ts';
import { InputError } from '../../errors.ts';
import { describeItem } from '../describeItem.ts';
import type { Feature } from '../spotifyContext.ts';
import { looksLikeReference, requireReference, type SpotifyReference } from '../spotifyReference.ts';
import { getRecommendations } from './operations/recommendations.ts';
import { sendExtended } from './sendExtended.ts';

/** Genres as Spotify spells them, `drum-and-bass`. */
const genreShape = /^[a-z0-9-]{2,40}$/;

/**
 * Answers `spotify.recommendations`: tracks that Spotify recommends for tracks, artists and genres. One request.
 * @throws InputError for a seed that is none of these, and for bounds that leave nothing; EndpointUnavailable
 */
export const recommendations: Feature<RecommendationsParams, RecommendationsResult> = async (
  context,
  params,
) => {
  const { genres, references } = readSeeds(params.seeds);
  const idsOf = (type: string): readonly string[] =>
    references.filter((one) => one.type === type).map(({ id }) => id);
  for (const { attribute, min = -Infinity, max = Infinity } of params.tune ?? []) {
    if (min > max) {
      throw new InputError(`tune: min of ${attribute} is greater than its max.`, { hint: 'Swap the two.' });
    }
  }
  const { tracks } = await sendExtended(context, getRecommendations, {
    trackIds: idsOf('track'),
    artistIds: idsOf('artist'),
    genres,
    tuning: params.tune,
    limit: params.limit,
  });
  const note = 'Nothing fits: use other seeds, or wider bounds in tune.';
  return { tracks: tracks.map(describeItem), ...(tracks.length === 0 && { note }) };
};

function readSeeds(seeds: readonly string[]): {
  readonly genres: readonly string[];
  readonly references: readonly SpotifyReference[];
} {
  const genres: string[] = [];
  const references: SpotifyReference[] = [];
  for (const seed of seeds) {
    if (looksLikeReference(seed)) references.push(requireReference('seeds', seed, ['track', 'artist']));
    else genres.push(readGenre(seed));
  }
  return { genres, references };
}

function readGenre(text: string): string {
  const genre = text.trim().toLowerCase().replaceAll(/\s+/g, '-');
  if (genreShape.test(genre)) return genre;
  throw new InputError('seeds: one is neither a URI nor a genre.', {
    hint: 'Pass URIs of tracks or artists (spotify_search finds them), or genres that spotify_browse lists as genre_seeds.',
  });
}

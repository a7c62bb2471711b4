import * as z from 'zod';
import type { TunableAttribute } from '../../../../protocol/spotify/extendedRecommendations.ts';
import { integer, list, optional } from '../../schemas/tolerant.ts';
import { track } from '../../schemas/track.ts';
import type { NoParams } from '../../operations/commonParams.ts';
import { defineExtended } from './extendedOperation.ts';
import { membersOf } from './membersOf.ts';

/** Bounds and aim of one attribute, in its own unit. */
export interface Tuning {
  readonly attribute: TunableAttribute;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly target?: number | undefined;
}

/** Seeds, five at most of all kinds together, and how many tracks (Spotify Web API reference). */
export interface RecommendationParams {
  readonly trackIds?: readonly string[] | undefined;
  readonly artistIds?: readonly string[] | undefined;
  readonly genres?: readonly string[] | undefined;
  readonly tuning?: readonly Tuning[] | undefined;
  /** 1 to 100; Spotify's default is 20. */
  readonly limit?: number | undefined;
  readonly market?: string | undefined;
}

const unlessEmpty = (values: readonly string[] | undefined): readonly string[] | undefined =>
  values === undefined || values.length === 0 ? undefined : values;

/** What remained of one seed. */
const seed = z.object({
  id: optional(z.string()),
  type: optional(z.string()),
  initialPoolSize: optional(integer),
  afterFilteringSize: optional(integer),
});

/** Tracks that Spotify recommends for some seeds. */
export const getRecommendations = defineExtended({
  id: 'get-recommendations',
  method: 'GET',
  path: '/recommendations',
  family: 'recommendations',
  scopes: [],
  cache: 'search',
  instead:
    "Call spotify_radio (toolset composite) instead: it finds what goes with a track, an artist or a playlist in the user's own listening.",
  request: ({ trackIds, artistIds, genres, tuning = [], limit, market }: RecommendationParams) => ({
    query: {
      seed_tracks: unlessEmpty(trackIds),
      seed_artists: unlessEmpty(artistIds),
      seed_genres: unlessEmpty(genres),
      limit,
      market,
      ...Object.fromEntries(
        tuning.flatMap(({ attribute, min, max, target }) => [
          [`min_${attribute}`, min],
          [`max_${attribute}`, max],
          [`target_${attribute}`, target],
        ]),
      ),
    },
  }),
  response: z.object({ seeds: list(seed), tracks: list(track) }),
});

/** The genres that recommendations can start from. */
export const getGenreSeeds = defineExtended({
  id: 'get-recommendation-genres',
  method: 'GET',
  path: '/recommendations/available-genre-seeds',
  family: 'recommendations',
  scopes: [],
  cache: 'metadata',
  instead: 'Nothing lists them; spotify_search takes a genre as filter.',
  request: (_params: NoParams) => ({}),
  response: membersOf('genres', z.string()),
});

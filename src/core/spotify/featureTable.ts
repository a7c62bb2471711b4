import type * as z from 'zod';
import type { requests, ResultOf, SpotifyMethod } from '../../protocol/requests.ts';
import type { Feature } from './spotifyContext.ts';

/** The features of one area by the requests that they answer. */
export type FeatureTable = {
  readonly [M in SpotifyMethod]?: Feature<z.output<(typeof requests)[M]['params']>, ResultOf<M>>;
};

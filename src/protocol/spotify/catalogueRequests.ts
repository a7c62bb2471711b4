import { workProgress } from '../progress.ts';
import { getItemsParams, getItemsResult } from './getItems.ts';
import { resolveTracksParams, resolveTracksResult } from './resolveTracks.ts';

/** Reading things of the catalogue by URI, and finding tracks for lines of text. */
export const catalogueRequests = {
  'spotify.getItems': { params: getItemsParams, result: getItemsResult, progress: workProgress },
  'spotify.resolveTracks': {
    params: resolveTracksParams,
    result: resolveTracksResult,
    progress: workProgress,
  },
} as const;

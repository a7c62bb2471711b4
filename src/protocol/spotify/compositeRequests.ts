import { artistProfileParams, artistProfileResult } from './compositeArtistProfile.ts';
import { listeningSummaryParams, listeningSummaryResult } from './compositeListeningSummary.ts';
import { radioParams, radioResult } from './compositeRadio.ts';

/** Answers that put Spotify and the own history together. */
export const compositeRequests = {
  'spotify.artistProfile': { params: artistProfileParams, result: artistProfileResult },
  'spotify.listeningSummary': { params: listeningSummaryParams, result: listeningSummaryResult },
  'spotify.radio': { params: radioParams, result: radioResult },
} as const;

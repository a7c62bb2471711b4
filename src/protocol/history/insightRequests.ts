import { timelineRequestParams, timelineResult } from './insights/timeline.ts';
import { streaksParams, streaksResult } from './insights/streaks.ts';
import { sessionsParams, sessionsResult } from './insights/sessions.ts';
import { onThisDayParams, onThisDayResult } from './insights/onThisDay.ts';
import { discoveriesParams, discoveriesResult } from './insights/discoveries.ts';
import { similarArtistsParams, similarArtistsResult } from './insights/similarArtists.ts';
import { skipsRequestParams, skipsResult } from './insights/skips.ts';
import { forgottenFavouritesParams, forgottenFavouritesResult } from './insights/forgottenFavourites.ts';
import { concentrationParams, concentrationResult } from './insights/concentration.ts';
import { itemProfileParams, itemProfileResult } from './insights/itemProfile.ts';
import { yearInReviewParams, yearInReviewResult } from './insights/yearInReview.ts';

/** Questions of the toolset `insights`, answered by the history. One line each. */
export const insightRequests = {
  'history.timeline': { params: timelineRequestParams, result: timelineResult },
  'history.streaks': { params: streaksParams, result: streaksResult },
  'history.sessions': { params: sessionsParams, result: sessionsResult },
  'history.onThisDay': { params: onThisDayParams, result: onThisDayResult },
  'history.concentration': { params: concentrationParams, result: concentrationResult },
  'history.discoveries': { params: discoveriesParams, result: discoveriesResult },
  'history.forgottenFavourites': { params: forgottenFavouritesParams, result: forgottenFavouritesResult },
  'history.similarArtists': { params: similarArtistsParams, result: similarArtistsResult },
  'history.skips': { params: skipsRequestParams, result: skipsResult },
  'history.yearInReview': { params: yearInReviewParams, result: yearInReviewResult },
  'history.itemProfile': { params: itemProfileParams, result: itemProfileResult },
} as const;

import { timeline } from '../analytics/insights/timeline.ts';
import { streaks } from '../analytics/insights/streaks.ts';
import { sessions } from '../analytics/insights/sessions.ts';
import { onThisDay } from '../analytics/insights/onThisDay.ts';
import { discoveries } from '../analytics/insights/discoveries.ts';
import { forgottenFavourites } from '../analytics/insights/forgottenFavourites.ts';
import { concentration } from '../analytics/insights/concentration.ts';
import { similarArtists } from '../analytics/insights/similarArtists.ts';
import { skips } from '../analytics/insights/skips.ts';
import { itemProfile } from '../analytics/insights/itemProfile.ts';
import { yearInReview } from '../analytics/insights/yearInReview.ts';

/** Who answers the questions of `src/protocol/history/insightRequests.ts`: one line each, the same names. */
export const insightAnalyses = {
  'history.timeline': timeline,
  'history.streaks': streaks,
  'history.sessions': sessions,
  'history.onThisDay': onThisDay,
  'history.concentration': concentration,
  'history.discoveries': discoveries,
  'history.forgottenFavourites': forgottenFavourites,
  'history.similarArtists': similarArtists,
  'history.skips': skips,
  'history.yearInReview': yearInReview,
  'history.itemProfile': itemProfile,
} as const;

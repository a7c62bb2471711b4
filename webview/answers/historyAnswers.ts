import '../zodWithoutEval.ts';
import { artistHistoryResult } from '../../src/protocol/history/artistHistory.ts';
import { comparePeriodsResult } from '../../src/protocol/history/comparePeriods.ts';
import { coverageResult } from '../../src/protocol/history/coverage.ts';
import { heatmapResult } from '../../src/protocol/history/heatmap.ts';
import { concentrationResult } from '../../src/protocol/history/insights/concentration.ts';
import { discoveriesResult } from '../../src/protocol/history/insights/discoveries.ts';
import { forgottenFavouritesResult } from '../../src/protocol/history/insights/forgottenFavourites.ts';
import { itemProfileResult } from '../../src/protocol/history/insights/itemProfile.ts';
import { sessionsResult } from '../../src/protocol/history/insights/sessions.ts';
import { skipsResult } from '../../src/protocol/history/insights/skips.ts';
import { streaksResult } from '../../src/protocol/history/insights/streaks.ts';
import { timelineResult } from '../../src/protocol/history/insights/timeline.ts';
import { yearInReviewResult } from '../../src/protocol/history/insights/yearInReview.ts';
import { repeatRateResult } from '../../src/protocol/history/repeatRate.ts';
import { tasteSummaryResult } from '../../src/protocol/history/tasteSummary.ts';
import { topAlbumsResult, topArtistsResult, topTracksResult } from '../../src/protocol/history/topLists.ts';
import type { Answers } from './answers.ts';

/** What the history is asked. */
export const historyAnswers: Answers = {
  requests: {
    'history.artistHistory': { result: artistHistoryResult },
    'history.comparePeriods': { result: comparePeriodsResult },
    'history.concentration': { result: concentrationResult },
    'history.coverage': { result: coverageResult },
    'history.discoveries': { result: discoveriesResult },
    'history.forgottenFavourites': { result: forgottenFavouritesResult },
    'history.heatmap': { result: heatmapResult },
    'history.itemProfile': { result: itemProfileResult },
    'history.repeatRate': { result: repeatRateResult },
    'history.sessions': { result: sessionsResult },
    'history.skips': { result: skipsResult },
    'history.streaks': { result: streaksResult },
    'history.tasteSummary': { result: tasteSummaryResult },
    'history.timeline': { result: timelineResult },
    'history.topAlbums': { result: topAlbumsResult },
    'history.topArtists': { result: topArtistsResult },
    'history.topTracks': { result: topTracksResult },
    'history.yearInReview': { result: yearInReviewResult },
  },
};
